from django.apps import AppConfig


class DeskMediationConfig(AppConfig):
    name = "commongrid.doors.desk.mediation"
    label = "desk_mediation"
