from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    name = "commongrid.insight.handouts"
    label = "handouts"
