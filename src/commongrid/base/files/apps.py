from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "commongrid.base.files"
    label = "files"
