from django.apps import AppConfig


class DeskCounterConfig(AppConfig):
    name = "commongrid.doors.desk.counter"
    label = "desk_counter"
