from django.apps import AppConfig


class DeskVisitsConfig(AppConfig):
    name = "commongrid.doors.desk.visits"
    label = "desk_visits"
