from django.apps import AppConfig


class SendingsConfig(AppConfig):
    name = "commongrid.base.sendings"
    label = "sendings"
