from django.apps import AppConfig


class DeskFiguresConfig(AppConfig):
    name = "commongrid.doors.desk.figures"
    label = "desk_figures"
