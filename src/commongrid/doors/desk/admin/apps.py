from django.apps import AppConfig


class DeskAdminConfig(AppConfig):
    name = "commongrid.doors.desk.admin"
    label = "desk_admin"
