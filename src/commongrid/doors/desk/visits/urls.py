"""The addresses of visiting days at the desk, below /desk/visits/."""

from django.urls import path

from commongrid.doors.desk.visits.views import calls, counting, days, matters, registering

app_name = "visits"
urlpatterns = [
    path("", days.listed, name="list"),
    path("new/", days.edit, name="new"),
    path("weekly/", counting.weekly, name="weekly"),
    path("weekly.<slug:kind>", counting.weekly, name="weekly_file"),
    path("bulletin.<slug:kind>", counting.bulletin, name="bulletin_file"),
    path("bulletin/", counting.bulletin, name="bulletin"),
    path("owed/", counting.owed, name="owed"),
    path("calls/", calls.listed, name="calls"),
    path("calls/<uuid:call_id>/", calls.one, name="call"),
    path("matters/<uuid:matter_id>/", matters.one, name="matter"),
    path("matters/<uuid:matter_id>/<slug:name>/", matters.act, name="matter_act"),
    path("days/<uuid:day_id>/", days.one, name="day"),
    path("days/<uuid:day_id>/edit/", days.edit, name="edit"),
    path("days/<uuid:day_id>/register/", registering.walk_in, name="walk_in"),
    path("days/<uuid:day_id>/do/<slug:name>/", days.act, name="act"),
]
