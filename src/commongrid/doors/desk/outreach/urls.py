"""The addresses of services brought out at the desk, below /desk/outreach/."""

from django.urls import path

from commongrid.doors.desk.outreach.views import asking, requests

app_name = "outreach"
urlpatterns = [
    path("", requests.listed, name="list"),
    path("new/", asking.new, name="new"),
    path("<uuid:request_id>/", requests.one, name="one"),
    path("<uuid:request_id>/<slug:name>/", requests.act, name="act"),
]
