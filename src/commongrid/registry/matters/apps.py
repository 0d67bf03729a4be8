from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "commongrid.registry.matters"
    label = "matters"
