from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "commongrid.doors.desk"
    label = "desk"
