from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "commongrid.registry.checklists"
    label = "checklists"
