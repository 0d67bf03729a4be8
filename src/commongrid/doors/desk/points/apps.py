from django.apps import AppConfig


class DeskPointsConfig(AppConfig):
    name = "commongrid.doors.desk.points"
    label = "desk_points"
