"""Reads of services brought out: what is open, what is over, what comes near somebody, a unit's year."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.registry.units.models import Unit
from commongrid.work.outreach.models import OPEN, Request, Service
from commongrid.work.outreach.terms import Record, State

SHOWN = 60


def services() -> list[Service]:
    """What can be asked for (a handful of rows, read whole)."""
    return list(Service.objects.filter(active=True).order_by("department", "code"))


def units_for(service: Service, area: str) -> list[Unit]:
    """The units of the service's department for a village: the town's first, then the city's (a few rows by path)."""
    path = [area[:9], area[:4], area[:6]]
    found = Unit.objects.filter(department=service.department, division__in=path, active=True)
    return sorted(found, key=lambda one: (-len(one.division_id or ""), one.code))


def open_ones(actor: Actor) -> QuerySet[Request]:
    """What is not over, within reach, the next first: an answer owed, or the day that was agreed (indexes outreach_request_area,
    outreach_request_owed)."""
    found = _whole(Request.objects.filter(OPEN, access.within(actor, "outreach.see")))
    return found.annotate(next_at=Coalesce("begins_at", "due_at")).order_by("next_at", "pk")


def past_ones(actor: Actor) -> QuerySet[Request]:
    """What is over, within reach, the newest first (index outreach_request_past)."""
    found = _whole(Request.objects.exclude(OPEN).filter(access.within(actor, "outreach.see")))
    return found.order_by("-asked_at", "-pk")


def find(request_id: UUID) -> Request | None:
    """One request (primary key)."""
    return _whole(Request.objects.filter(pk=request_id)).first()


def coming(area: str, since: datetime) -> list[Request]:
    """What residents of an area read of, the next first (index outreach_request_coming)."""
    public = [State.AGREED.value, State.CALLED_OFF.value]
    found = Request.objects.filter(state__in=public, begins_at__gte=since, area__startswith=area)
    return list(_whole(found).order_by("begins_at", "area", "pk")[:SHOWN])


def record(unit_id: int, since: datetime, until: datetime) -> Record:
    """How a unit answered in a span (index outreach_request_unit)."""
    found = Request.objects.filter(unit=unit_id, asked_at__gte=since, asked_at__lt=until).aggregate(
        asked=Count("pk", filter=~Q(state=State.WITHDRAWN)),
        done=Count("pk", filter=Q(state=State.DONE)),
        declined=Count("pk", filter=Q(state=State.DECLINED)),
        called_off=Count("pk", filter=Q(state=State.CALLED_OFF)),
        served=Sum("served", default=0),
        rated=Count("stars"),
        stars=Sum("stars", default=0),
    )
    return Record(**found)


def _whole(rows: QuerySet[Request]) -> QuerySet[Request]:
    return rows.select_related("division", "unit", "service").defer("division__geometry")
