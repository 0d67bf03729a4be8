from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "commongrid.work.dispatch"
    label = "dispatch"
