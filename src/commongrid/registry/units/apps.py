from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "commongrid.registry.units"
    label = "units"
