"""An appointment as an iCalendar file: the same UID and a higher SEQUENCE move or cancel it in whoever's calendar it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from commongrid.registry.appointments.models import Appointment
from commongrid.registry.appointments.terms import State


def ics(found: Appointment) -> HttpResponse:
    """One event. It says when and where, never for what service nor who: others see a shared calendar."""
    point, is_cancelled = found.session.point, found.state == State.CANCELLED
    name = (point.name_en if (get_language() or "").startswith("en") else "") or point.name
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Commongrid//Appointments//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    event.add("uid", f"{found.pk}@commongrid")
    event.add("sequence", found.sequence)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("dtstamp", found.changed_at)
    event.add("dtstart", found.starts_at)
    event.add("dtend", found.ends_at)
    event.add("summary", _("Appointment at %(point)s") % {"point": name})
    event.add("class", "PRIVATE")
    event.add("location", f"{name} {point.address}".strip())
    calendar.add_component(event)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
