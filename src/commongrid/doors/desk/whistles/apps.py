from django.apps import AppConfig


class DeskWhistlesConfig(AppConfig):
    name = "commongrid.doors.desk.whistles"
    label = "desk_whistles"
