from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "commongrid.work.deadlines"
    label = "deadlines"
