from django.apps import AppConfig


class DeskOutreachConfig(AppConfig):
    name = "commongrid.doors.desk.outreach"
    label = "desk_outreach"
