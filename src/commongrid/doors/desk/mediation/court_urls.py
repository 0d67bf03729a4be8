"""The addresses of the court at the desk, below /desk/court/."""

from django.urls import path

from commongrid.doors.desk.mediation.views import court, court_files, pace

app_name = "court"
urlpatterns = [
    path("", court.listed, name="list"),
    path("pace/", pace.pace, name="pace"),
    path("<str:number>/", court.one, name="one"),
    path("<str:number>/do/<slug:name>/", court.act, name="act"),
    path("<str:number>/<slug:part>.pdf", court_files.file, name="file"),
    path("<str:number>/evidence/<uuid:evidence_id>/", court_files.evidence, name="evidence"),
]
