from django.apps import AppConfig


class DeskLettersConfig(AppConfig):
    name = "commongrid.doors.desk.letters"
    label = "desk_letters"
