from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "commongrid.base.privacy"
    label = "privacy"
