"""The addresses of patrol, below /desk/patrol/."""

from django.urls import path

from commongrid.doors.desk.patrol.views import coverage, demands, places, urgent

app_name = "patrol"
urlpatterns = [
    path("", coverage.one, name="coverage"),
    path("areas.csv", coverage.table, name="areas"),
    path("map.json", coverage.map_data, name="map"),
    path("overdue/", places.overdue, name="overdue"),
    path("overdue.csv", places.table, name="table"),
    path("urgent/", urgent.urgent, name="urgent"),
    path("demands/", demands.listed, name="demands"),
    path("demands/new/", demands.new, name="new"),
    path("demands/new/preview/", demands.preview, name="preview"),
    path("demands/<uuid:demand_id>/end/", demands.end, name="end"),
]
