from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "commongrid.doors.exchange"
    label = "exchange"
