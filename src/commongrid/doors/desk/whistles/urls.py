"""The addresses of calls 吹哨报到, below /desk/whistles/."""

from django.urls import path

from commongrid.doors.desk.whistles.views import arriving, calls, records

app_name = "whistles"
urlpatterns = [
    path("", calls.listed, name="list"),
    path("here/<str:code>/", arriving.by_code, name="here"),
    path("units/<str:code>/", records.record, name="record"),
    path("<str:number>/", calls.one, name="one"),
    path("<str:number>/code/", calls.code, name="code"),
    path("<str:number>/arrive/", arriving.by_position, name="arrive"),
]
