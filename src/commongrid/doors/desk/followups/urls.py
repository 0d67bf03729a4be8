"""The addresses of follow-up calls at the desk, below /desk/followups/."""

from django.urls import path

from commongrid.doors.desk.followups.views import calls, counting, setting

app_name = "followups"
urlpatterns = [
    path("", calls.listed, name="list"),
    path("next/", calls.following, name="next"),
    path("results/", counting.results, name="results"),
    path("made/", counting.made, name="made"),
    path("plan/", setting.plan, name="plan"),
    path("script/", setting.script, name="script"),
    path("<uuid:call_id>/", calls.one, name="call"),
    path("<uuid:call_id>/take/", calls.take, name="take"),
    path("<uuid:call_id>/undo/", calls.undo, name="undo"),
]
