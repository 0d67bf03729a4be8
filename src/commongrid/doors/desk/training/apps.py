from django.apps import AppConfig


class DeskTrainingConfig(AppConfig):
    name = "commongrid.doors.desk.training"
    label = "desk_training"
