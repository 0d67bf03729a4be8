from django.apps import AppConfig


class DeskFollowupsConfig(AppConfig):
    name = "commongrid.doors.desk.followups"
    label = "desk_followups"
