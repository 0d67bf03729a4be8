from django.apps import AppConfig


class TalliesConfig(AppConfig):
    name = "commongrid.work.tallies"
    label = "tallies"
