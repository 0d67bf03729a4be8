from django.apps import AppConfig


class DeskCentresConfig(AppConfig):
    name = "commongrid.doors.desk.centres"
    label = "desk_centres"
