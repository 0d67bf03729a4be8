"""Where other offices hand tickets in, below /lines/."""

from django.urls import path

from commongrid.doors.exchange.lines import pushing

app_name = "lines"
urlpatterns = [path("<slug:code>/tickets", pushing.tickets, name="tickets")]
