"""Coverage: how the places of areas stand, always by place and area, never by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case as Choose
from django.db.models import F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Left

from commongrid.work.patrol import rules
from commongrid.work.patrol.models import Due, Tally
from commongrid.work.patrol.queries.demands import AFTER_DIGITS
from commongrid.work.patrol.terms import PERIOD_DAYS, SOON_DAYS, Coverage, State

MOST_ON_MAP = 2_000
PRESSING = (State.OVERDUE, State.DUE, State.FRESH)


def _sized(area: str, size: int) -> QuerySet[Tally]:
    """The counts of towns, communities or grids within an area (unique index patrol_tally_once)."""
    level = next((one for one in (9, 12, 15) if one >= size), 15)
    return Tally.objects.filter(
        size=level, area__gte=area, area__lt=area + AFTER_DIGITS, what__in=["due", "visited"]
    )


def _sums(on: date) -> dict[str, Sum]:
    is_due, soon = Q(what="due"), on + timedelta(days=SOON_DAYS)
    lately = Q(what="visited", on__gt=on - timedelta(days=PERIOD_DAYS))

    def sum_of(which: Q) -> Sum:
        return Sum(Choose(When(which, then=F("n")), default=Value(0), output_field=IntegerField()), default=0)

    return {
        "n_all": sum_of(is_due),
        "n_visited": sum_of(lately),
        "n_due": sum_of(is_due & Q(on__gte=on, on__lt=soon)),
        "n_overdue": sum_of(is_due & Q(on__lt=on)),
    }


def total(area: str, on: date) -> Coverage:
    """How the places of an area stand on a day; a place two demands ask for counts twice."""
    told = _sized(area, max(len(area), 9)).aggregate(**_sums(on))
    return _coverage(area, told)


def by_part(area: str, size: int, on: date) -> list[Coverage]:
    """The same for each part by the first `size` digits, in the order of codes; parts with nothing are left out."""
    parts: Any = _sized(area, size).values(part=Left("area", size))
    rows = parts.annotate(**_sums(on)).order_by("part")
    return [each for each in (_coverage(row["part"], row) for row in rows) if each.all]


def _coverage(area: str, told: dict[str, Any]) -> Coverage:
    return Coverage(area, told["n_all"], told["n_visited"], told["n_due"], told["n_overdue"])


def overdue_here(area: str, on: date, after: tuple[str, str] = ("", "")) -> QuerySet[Due]:
    """Places overdue on a day in the order of area and code, after a key (index patrol_due_listed)."""
    begun, code = after
    rows = Due.objects.filter(area__gte=max(area, begun), area__lt=area + AFTER_DIGITS, due_on__lt=on)
    if begun:
        rows = rows.filter(Q(area__gt=begun) | Q(area=begun, code__gt=code))
    return (
        rows.select_related("demand", "premises").defer("premises__found").order_by("area", "code", "demand")
    )


def rows_of(area: str) -> QuerySet[Due]:
    """Everything due in one grid (index patrol_due_listed)."""
    rows = Due.objects.filter(area=area, premises__isnull=False)
    return rows.select_related("premises").defer("premises__found").order_by("due_on", "code")


def grid_stands(area: str, on: date) -> State | None:
    """How one grid stands under the demands about grids as a whole; None without any (unique index patrol_due_once)."""
    days = Due.objects.filter(code=area, premises=None).values_list("due_on", flat=True)
    return min((rules.state_of(day, on) for day in days), key=PRESSING.index, default=None)


@dataclass(frozen=True, slots=True)
class OnMap:
    """One place of a grid on the map, by what is most pressing there."""

    code: str
    name: str
    lon: float
    lat: float
    state: State


def places_on_map(area: str, on: date) -> list[OnMap]:
    """The places of one grid, at most 2,000, the longest overdue first; each once."""
    found: dict[str, OnMap] = {}
    for row in rows_of(area)[:MOST_ON_MAP]:
        place = row.premises
        if place is not None and row.code not in found:
            state = rules.state_of(row.due_on, on)
            found[row.code] = OnMap(row.code, place.name, place.lon, place.lat, state)
    return list(found.values())
