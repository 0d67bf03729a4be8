"""The addresses of the centre standard at the desk, below /desk/centres/."""

from django.urls import path

from commongrid.doors.desk.centres.views import assessing, listing, reviewing, standards

app_name = "centres"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("standard/", standards.standard, name="standard"),
    path("standard.csv", standards.table, name="table"),
    path("begin/<str:code>/", assessing.begin, name="begin"),
    path("<uuid:assessment_id>/", assessing.one, name="one"),
    path("<uuid:assessment_id>/items/<slug:code>/", assessing.photos, name="photos"),
    path("<uuid:assessment_id>/do/<slug:name>/", reviewing.act, name="act"),
]
