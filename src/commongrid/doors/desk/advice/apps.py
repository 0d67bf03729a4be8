from django.apps import AppConfig


class DeskAdviceConfig(AppConfig):
    name = "commongrid.doors.desk.advice"
    label = "desk_advice"
