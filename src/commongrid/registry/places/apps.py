from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "commongrid.registry.places"
    label = "places"
