"""The addresses of rosters, below /desk/duty/."""

from django.urls import path

from commongrid.doors.desk.rosters.views import away, listing, planning, shift, signing, week

app_name = "rosters"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("shifts/<int:shift_id>/", shift.shift, name="shift"),
    path("shifts/<int:shift_id>/drop/", shift.drop, name="drop"),
    path("shifts/<int:shift_id>/swap/", shift.swap, name="swap"),
    path("shifts/<int:shift_id>/sign-on/", signing.sign_on, name="sign_on"),
    path("shifts/<int:shift_id>/sign-off/", signing.sign_off, name="sign_off"),
    path("shifts/<int:shift_id>/read/", signing.read, name="read"),
    path("<str:code>/", week.week, name="week"),
    path("<str:code>/week.csv", week.table, name="table"),
    path("<str:code>/plan/", planning.plan, name="plan"),
    path("<str:code>/away/", away.away, name="away"),
]
