from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "commongrid.doors.look"
    label = "look"
