from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "commongrid.base.calendar"
    label = "calendar"
