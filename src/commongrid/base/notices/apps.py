from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "commongrid.base.notices"
    label = "notices"
