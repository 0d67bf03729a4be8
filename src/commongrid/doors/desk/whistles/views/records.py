"""How a unit answered when it was called: for itself, and for those who call it."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed
from commongrid.cases.queries import calling
from commongrid.doors.desk import frame
from commongrid.doors.desk.whistles.views.calls import MOST, seen
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.units.models import Unit
from commongrid.work.outreach import queries as outreach

DAYS = 365


@opens_for("cases.see")
@require_GET
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Counts of a year and the calls one by one: of units, never of persons."""
    actor, now = actor_of(request), timezone.now()
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Http404
    if unit.pk != actor.unit_id and not access.has(actor, "cases.whistle"):
        raise NotAllowed("access.out_of_reach", ability="cases.whistle", role=actor.role)
    told = {
        "unit": unit,
        "record": calling.record(unit.pk, now - timedelta(days=DAYS), now),
        "brought": outreach.record(unit.pk, now - timedelta(days=DAYS), now),
        "calls": seen(calling.of_unit(unit.pk)[:MOST], now),
    }
    return frame.page(request, "desk/whistles/record.html", told, queue="whistles")
