from django.apps import AppConfig


class DeskLinesConfig(AppConfig):
    name = "commongrid.doors.desk.lines"
    label = "desk_lines"
