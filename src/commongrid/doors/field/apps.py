from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "commongrid.doors.field"
    label = "field"
