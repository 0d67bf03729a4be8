from django.apps import AppConfig


class DeskCareConfig(AppConfig):
    name = "commongrid.doors.desk.care"
    label = "desk_care"
