from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "commongrid.registry.points"
    label = "points"
