from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "commongrid.work.inspections"
    label = "inspections"
