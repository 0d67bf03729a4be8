"""The figures of a span of days, by town or village and by matter, counted from the rows themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.work.visits.models import Call, Day, Matter
from commongrid.work.visits.queries.days import is_owed
from commongrid.work.visits.terms import CallState, Counted, State

HELD = (State.HELD, State.OVER)


def by_area(
    actor: Actor, since: datetime, until: datetime, now: datetime, signs: int = 9
) -> dict[str, Counted]:
    """Figures by the first signs of the area's code: 9 for towns, 12 for villages (indexes visits_day_when, visits_call_when)."""
    head = Substr("area", 1, signs)
    found = _matters(_brought(actor, since, until).annotate(part=head), now)
    days = Day.objects.filter(access.within(actor, "visits.see"), state__in=HELD)
    days = days.filter(begins_at__gte=since, begins_at__lt=until).annotate(part=head)
    for key, n in days.values_list("part").annotate(n=Count("pk")).order_by("part"):
        found[key] = replace(found.get(key, Counted(key)), days=n)
    return _with_calls(found, _calls(actor, since, until).annotate(part=head))


def by_matter(actor: Actor, since: datetime, until: datetime, now: datetime) -> dict[str, Counted]:
    """Figures by the matter of the catalogue (its id as text; "" where none was decided yet)."""
    rows = _brought(actor, since, until).annotate(part=F("report__case__matter"))
    calls = _calls(actor, since, until).annotate(part=F("matter__report__case__matter"))
    return _with_calls(_matters(rows, now), calls)


def _brought(actor: Actor, since: datetime, until: datetime) -> QuerySet[Matter]:
    rows = Matter.objects.filter(access.within(actor, "visits.see"))
    return rows.filter(day__begins_at__gte=since, day__begins_at__lt=until)


def _calls(actor: Actor, since: datetime, until: datetime) -> QuerySet[Call]:
    rows = Call.objects.filter(access.within(actor, "visits.see"), last_at__gte=since, last_at__lt=until)
    return rows.exclude(state=CallState.DUE)


def _matters(rows: QuerySet[Any], now: datetime) -> dict[str, Counted]:
    told = {
        "matters": Count("pk"),
        "settled": Count("pk", filter=Q(on_the_spot=True)),
        "hard": Count("pk", filter=Q(hard=True)),
        "owed": Count("pk", filter=Q(fed_back_at__isnull=False) | is_owed() & Q(due_at__lt=now)),
        "in_time": Count("pk", filter=Q(fed_back_at__lte=F("due_at"))),
        "overdue": Count("pk", filter=is_owed() & Q(due_at__lt=now)),
    }
    return {row["key"]: Counted(**row) for row in _grouped(rows, told)}


def _with_calls(found: dict[str, Counted], calls: QuerySet[Any]) -> dict[str, Counted]:
    told = {
        "calls": Count("pk"),
        "satisfied": Count("pk", filter=Q(state=CallState.SATISFIED)),
        "not_satisfied": Count("pk", filter=Q(state=CallState.NOT_SATISFIED)),
    }
    for row in _grouped(calls, told):
        key = row["key"]
        found[key] = replace(found.get(key, Counted(key)), **row)
    return dict(sorted(found.items()))


def _grouped(rows: QuerySet[Any], told: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = rows.values("part").annotate(**told).order_by("part")
    return [{"key": str(row.pop("part") or ""), **row} for row in found]


def overdue_by_village(actor: Actor, now: datetime) -> dict[str, int]:
    """How many answers are overdue in each village, whenever its day was (index visits_matter_owed)."""
    rows = Matter.objects.filter(access.within(actor, "visits.see"), is_owed(), due_at__lt=now)
    return dict(rows.values_list("area").annotate(n=Count("pk")).order_by("-n", "area"))
