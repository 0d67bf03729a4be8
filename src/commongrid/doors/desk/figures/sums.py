"""Sums of what was counted: several spans of days, areas and keys at once, in one query of a few hundred rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum

from commongrid.doors.desk.figures.asked import Span
from commongrid.insight.figures.measures import COLUMNS, LEVELS, MEASURES, VOICE
from commongrid.insight.figures.models import Cell, Happening, Turn, Voice
from commongrid.insight.figures.terms import Cut, Grain

TOPMOST = 6
"""Digits of a city; where sums are kept for the whole only, those of the whole are the city's."""
TABLES: dict[str, type[Any]] = {"turn": Turn, "happening": Happening, "voice": Voice}
type Sums = dict[str, int]
type ByArea = dict[tuple[str, str], list[Sums]]


def sums(
    cut: Cut, areas: Sequence[str], spans: Sequence[Span], measures: Iterable[str], key: str | None = ""
) -> ByArea:
    """For every (area, key) that has any: the sums of each span, in order (primary key of figures_cell).

    With `key` None every key of the cut. Areas are of one length, one that the cut keeps sums for.
    """
    wanted, names = Q(pk__in=()), list(measures)
    for span in spans:
        wanted |= within(span)
    rows = Cell.objects.filter(wanted, cut=cut, area__in=list(areas))
    if key is not None:
        rows = rows.filter(key=key)
    summed = {
        f"{name}_{at}": Sum(name, filter=within(span), default=0)
        for at, span in enumerate(spans)
        for name in names
    }
    found: Any = rows.values("area", "key").annotate(**summed).order_by()
    return {
        (row["area"], row["key"]): [{name: row[f"{name}_{at}"] for name in names} for at in range(len(spans))]
        for row in found
    }


def counted(cut: Cut, area: str, spans: Sequence[Span], measures: Iterable[str]) -> dict[str, list[Sums]]:
    """The same by key, of an area too small to have sums of its own for this cut: counted from its facts (figures_turn_area_*)."""
    found: dict[str, list[Sums]] = {}
    for name in measures:
        measure = MEASURES[name]
        if measure.table == VOICE and cut is Cut.UNIT:
            continue
        for at, span in enumerate(spans):
            for key, count in _counted(cut, area, span, name).items():
                found.setdefault(key, [dict.fromkeys(measures, 0) for _ in spans])[at][name] = count
    return found


def has_sums(cut: Cut, area: str) -> bool:
    """Are sums of this cut kept for areas as small as this one?"""
    return len(area) in LEVELS[cut]


def facts(name: str, span: Span, area: str, unit: str, narrowed: Mapping[str, str]) -> Any:
    """The facts a measure counts in these days, within an area and narrowed by key; their number is the figure."""
    measure = MEASURES[name]
    rows = TABLES[measure.table].objects.filter(
        **{f"{measure.slot}__range": (span.since, span.until)}, area__startswith=area
    )
    keys = {
        "unit_id": unit or narrowed.get("unit", ""),
        "matter_id": narrowed.get("matter", ""),
        "channel": narrowed.get("channel", ""),
    }
    if narrowed.get("area"):
        rows = rows.filter(area__startswith=narrowed["area"])
    rows = rows.filter(**{column: value for column, value in keys.items() if value})
    return rows.extra(where=[f"({measure.condition})"]) if measure.condition else rows  # noqa: S610 (our own conditions)


def part(rows: Any, name: str, *, is_part: bool) -> Any:
    """Of the facts of a share's whole those that are in its part, or those that are not."""
    condition = MEASURES[name].condition
    return rows.extra(where=[f"({condition})" if is_part else f"not ({condition})"])  # noqa: S610 (our own conditions)


def _counted(cut: Cut, area: str, span: Span, name: str) -> dict[str, int]:
    from django.db.models import Count

    column = COLUMNS[cut]
    rows = facts(name, span, area, "", {}).values_list(column).annotate(n=Count("*")).order_by()
    return {str(key): count for key, count in rows if key is not None}


def within(span: Span) -> Q:
    """Whole months by the month, the days before and after them by the day."""
    first = span.since if span.since.day == 1 else _next_month(span.since)
    end = _next_month(span.until) if (span.until + timedelta(days=1)).day == 1 else span.until.replace(day=1)
    if first >= end:
        return Q(grain=Grain.DAY, starts_on__range=(span.since, span.until))
    found = Q(grain=Grain.MONTH, starts_on__gte=first, starts_on__lt=end)
    if span.since < first:
        found |= Q(grain=Grain.DAY, starts_on__gte=span.since, starts_on__lt=first)
    if end <= span.until:
        found |= Q(grain=Grain.DAY, starts_on__gte=end, starts_on__lte=span.until)
    return found


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
