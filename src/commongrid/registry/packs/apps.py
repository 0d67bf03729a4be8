from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "commongrid.registry.packs"
    label = "packs"
