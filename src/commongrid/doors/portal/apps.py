from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "commongrid.doors.portal"
    label = "portal"
