from django.apps import AppConfig


class DeskRatingsConfig(AppConfig):
    name = "commongrid.doors.desk.ratings"
    label = "desk_ratings"
