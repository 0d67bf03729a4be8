"""What the pages of legal advice share; nothing of them is kept by a browser."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.doors.desk import frame
from commongrid.doors.look.gate import require
from commongrid.registry.appointments import queries as appointments
from commongrid.registry.appointments.models import Appointment
from commongrid.work.advice import queries
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import SERVICE


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of legal advice."""
    response = frame.page(request, f"desk/advice/{name}.html", told, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def advice_or_404(request: HttpRequest, advice_id: UUID) -> Advice:
    """The advice of an address; NotAllowed for everybody but its lawyer."""
    found = queries.find(advice_id)
    if found is None:
        raise Http404
    require(request, "advice.see", found)
    return found


def appointment_or_404(request: HttpRequest, appointment_id: UUID) -> Appointment:
    """The appointment of an address, if it is one for legal advice; NotAllowed for everybody but its lawyer."""
    found = appointments.find(appointment_id)
    if found is None or found.session.service != SERVICE:
        raise Http404
    require(request, "advice.see", found)
    return found
