"""The addresses of legal advice at the desk, below /desk/advice/."""

from django.urls import path

from commongrid.doors.desk.advice.views import advising, hours

app_name = "advice"
urlpatterns = [
    path("", advising.listed, name="list"),
    path("hours/", hours.hours, name="hours"),
    path("hours/<uuid:session_id>/end/", hours.end, name="end"),
    path("booked/<uuid:appointment_id>/conflict/", advising.conflict, name="conflict"),
    path("booked/<uuid:appointment_id>/<slug:name>/", advising.booked, name="booked"),
    path("<uuid:advice_id>/", advising.one, name="one"),
    path("<uuid:advice_id>/give/", advising.give, name="give"),
]
