from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "commongrid.insight.coverage"
    label = "coverage"
