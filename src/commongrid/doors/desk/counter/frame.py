"""What the pages of the counter share: the point one sits at, the number of one's counter, and the queue before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look import facts
from commongrid.doors.look.gate import actor_of
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as points
from commongrid.registry.points import rules as offering
from commongrid.work.reception import queries, rules
from commongrid.work.reception.terms import LETTERS

USUAL = ("centre", "hall", "station", "mediation")
POINT, COUNTER = "counter_point", "counter_number"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits."""

    point: ServicePoint
    counter: str


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of the counter."""
    return frame.page(request, f"desk/counter/{template}", context, status=status)


def choices(request: HttpRequest) -> list[ServicePoint]:
    """The points somebody may sit at: those of their post's area, where counters usually stand first."""
    area = actor_of(request).area[:12]
    found = list(points.within(area)[: points.MOST])
    return sorted(found, key=lambda one: (USUAL.index(one.kind), len(one.division_id) != len(area), one.pk))


def seat(request: HttpRequest) -> Seat | None:
    """The point chosen in this session, else the first of the post's area; None where there is none."""
    chosen, found = request.session.get(POINT), choices(request)
    point = next((one for one in found if one.pk == chosen), found[0] if found else None)
    return Seat(point, str(request.session.get(COUNTER, "1"))) if point else None


def queue(request: HttpRequest, here: Seat) -> dict[str, Any]:
    """Who waits at the point for what, and who was called here."""
    today, language = timezone.localdate(), get_language() or "zh-hans"
    waiting = queries.how_many(here.point.pk, today)
    called = queries.at_counter(here.point.pk, today, here.counter)
    offered = [one for one in offering.services_of(here.point.services) if one in LETTERS]
    return {
        "seat": here,
        "places": choices(request),
        "waiting": [
            {"code": one, "name": facts.word("point_service", one, language), "n": waiting.get(one, 0)}
            for one in offered
        ],
        "all_waiting": sum(waiting.values()),
        "called": {"id": called.pk, "spoken": rules.spoken(called.service, called.number)}
        if called
        else None,
        "may_look": access.has(actor_of(request), "people.unmask"),
        "may_follow": access.has(actor_of(request), "reports.follow"),
    }
