from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "commongrid.work.outreach"
    label = "outreach"
