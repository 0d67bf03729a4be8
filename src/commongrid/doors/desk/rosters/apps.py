from django.apps import AppConfig


class DeskRostersConfig(AppConfig):
    name = "commongrid.doors.desk.rosters"
    label = "desk_rosters"
