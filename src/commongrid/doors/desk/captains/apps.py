from django.apps import AppConfig


class DeskCaptainsConfig(AppConfig):
    name = "commongrid.doors.desk.captains"
    label = "desk_captains"
