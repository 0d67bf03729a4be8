from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "commongrid.insight.figures"
    label = "figures"
