"""Addresses of the shared look: the choices a reader makes, and the style guide."""

from django.urls import path

from commongrid.doors.look import pictures, views
from commongrid.doors.look.learning import courses

app_name = "look"
urlpatterns = [
    path("look/choose", views.choose, name="choose"),
    path("look/", views.style_guide, name="guide"),
    path("training/", courses.door, name="training"),
    path("photos/<uuid:photo_id>/<slug:variant>", pictures.photo, name="photo"),
    path("look/map.json", views.sample_map, name="sample_map"),
    path("look/<slug:face>", views.shell, name="shell"),
]
