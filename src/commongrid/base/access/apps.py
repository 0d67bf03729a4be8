from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "commongrid.base.access"
    label = "access"
