from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "commongrid.work.centres"
    label = "centres"
