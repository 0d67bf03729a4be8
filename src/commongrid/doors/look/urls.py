"""Addresses of the shared look: the choices a reader makes, and the style guide."""

from django.urls import path

from commongrid.doors.look import views

app_name = "look"
urlpatterns = [
    path("choose", views.choose, name="choose"),
    path("", views.style_guide, name="guide"),
    path("<slug:face>", views.shell, name="shell"),
]
