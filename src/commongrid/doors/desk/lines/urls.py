"""The addresses of direct lines, below /desk/lines/."""

from django.urls import path

from commongrid.doors.desk.lines.views import comparing, listing, setting

app_name = "lines"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("<slug:code>/", listing.one, name="one"),
    path("<slug:code>/tickets.csv", listing.taken_away, name="csv"),
    path("<slug:code>/compare/", comparing.compare, name="compare"),
    path("<slug:code>/set/", setting.one, name="set"),
    path("<slug:code>/again/", comparing.again, name="again"),
]
