from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "commongrid.intake"
    label = "intake"
