"""A sitting as an iCalendar file: the same UID and a higher SEQUENCE move or cancel it in whoever's calendar it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from commongrid.work.mediation.models import Sitting
from commongrid.work.mediation.terms import Way


def video_room(sitting: Sitting) -> str:
    """The link of the city's own video service; the room's name is the sitting's id, which cannot be guessed."""
    is_video = sitting.way == Way.VIDEO and settings.HOUSE.video_room
    return str(settings.HOUSE.video_room).replace("{room}", sitting.pk.hex) if is_video else ""


def ics(sitting: Sitting, number: str) -> HttpResponse:
    """One event. It names the number and the place, never the parties nor what it is about."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Commongrid//Mediation//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if sitting.cancelled_at else "PUBLISH")
    event.add("uid", f"{sitting.pk}@commongrid")
    event.add("sequence", sitting.sequence)
    event.add("status", "CANCELLED" if sitting.cancelled_at else "CONFIRMED")
    event.add("dtstamp", sitting.changed_at)
    event.add("dtstart", sitting.starts_at)
    event.add("dtend", sitting.ends_at)
    event.add("summary", _("Mediation %(number)s") % {"number": number})
    event.add("class", "PRIVATE")
    if sitting.place:
        event.add("location", sitting.place)
    if link := video_room(sitting):
        event.add("url", link)
    calendar.add_component(event)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
