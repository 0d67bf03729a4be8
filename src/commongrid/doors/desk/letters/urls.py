"""The addresses of letters at the desk, below /desk/letters/."""

from django.urls import path

from commongrid.doors.desk.letters.views import boxes, letters

app_name = "letters"
urlpatterns = [
    path("", letters.listed, name="list"),
    path("boxes/", boxes.listed, name="boxes"),
    path("boxes/<slug:code>/", boxes.one, name="box"),
    path("<uuid:letter_id>/", letters.one, name="one"),
    path("<uuid:letter_id>/<slug:name>/", letters.act, name="act"),
]
