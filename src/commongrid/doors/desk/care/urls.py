"""The addresses of counselling and care visits at the desk, below /desk/care/."""

from django.urls import path

from commongrid.doors.desk.care.views import by_law, day, files, visits

app_name = "care"
urlpatterns = [
    path("", day.day, name="day"),
    path("appointments/<uuid:appointment_id>/<slug:state>/", day.record, name="record"),
    path("files/", files.listed, name="files"),
    path("files/new/", files.new, name="new_file"),
    path("files/<uuid:file_id>/", files.one, name="file"),
    path("files/<uuid:file_id>/hand/", files.hand, name="hand"),
    path("visits/", visits.listed, name="cared"),
    path("visits/new/", by_law.by_law, name="by_law"),
    path("visits/<uuid:care_id>/", visits.one, name="care"),
    path("visits/<uuid:care_id>/take/", visits.take, name="take"),
    path("visits/<uuid:care_id>/<slug:deed>/", visits.act, name="act"),
]
