from django.apps import AppConfig


class DeskPremisesConfig(AppConfig):
    name = "commongrid.doors.desk.premises"
    label = "desk_premises"
