from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "commongrid.registry.duty"
    label = "duty"
