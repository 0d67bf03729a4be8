"""The addresses of service points, below /desk/points/."""

from django.urls import path

from commongrid.doors.desk.points.views import coverage, editing, listing, sessions

app_name = "points"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("map.json", listing.drawn, name="map"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/again/", coverage.again, name="again"),
    path("coverage/map.json", coverage.drawn, name="coverage_map"),
    path("new/", editing.edit, name="new"),
    path("at/<str:code>/", listing.one, name="one"),
    path("at/<str:code>/edit/", editing.edit, name="edit"),
    path("at/<str:code>/state/", editing.state, name="state"),
    path("at/<str:code>/sessions/", sessions.listed, name="sessions"),
    path("at/<str:code>/sessions/<uuid:session_id>/end/", sessions.end, name="session_end"),
    path("at/<str:code>/shut/", editing.shut, name="shut"),
    path("at/<str:code>/shut/<int:closing_id>/drop/", editing.drop, name="drop"),
]
