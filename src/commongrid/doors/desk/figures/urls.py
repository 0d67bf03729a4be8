"""The addresses of figures, below /desk/figures/."""

from django.urls import URLPattern

app_name = "figures"
urlpatterns: list[URLPattern] = []
