from django.apps import AppConfig


class DeskPatrolConfig(AppConfig):
    name = "commongrid.doors.desk.patrol"
    label = "desk_patrol"
