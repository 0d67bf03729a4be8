from django.apps import AppConfig


class StatutesConfig(AppConfig):
    name = "commongrid.registry.statutes"
    label = "statutes"
