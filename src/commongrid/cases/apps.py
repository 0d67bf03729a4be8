from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "commongrid.cases"
    label = "cases"
