from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "commongrid.base.journal"
    label = "journal"
