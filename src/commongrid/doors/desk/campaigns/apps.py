from django.apps import AppConfig


class DeskCampaignsConfig(AppConfig):
    name = "commongrid.doors.desk.campaigns"
    label = "desk_campaigns"
