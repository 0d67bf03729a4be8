from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "commongrid.registry.people"
    label = "people"
