"""The calendar as it stands now, and which years it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from time import monotonic

from django.conf import settings

from commongrid.base.calendar import published
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.hours import OFFICE, Hours
from commongrid.base.calendar.models import CalendarVersion, CalendarYear, Holiday
from commongrid.base.calendar.terms import Kind, Occasion

LOOK_AGAIN = 5.0
"""Seconds a process trusts its calendar before it asks for the version again."""


@dataclass(frozen=True, slots=True)
class KnownYear:
    year: int
    source: str
    is_complete: bool
    days_off: int
    days_worked: int


class _Kept:
    """What this process has built so far. Threads may build the same calendar twice; both are right."""

    version = -1
    asked = -LOOK_AGAIN
    calendars: dict[tuple[Hours, str], Calendar] = {}


def calendar(hours: Hours | None = None, tz: str = "") -> Calendar:
    """The published years and the city's own table, for a unit's hours (default: office hours).

    Kept in the process; another process's import is seen within five seconds (primary keys; a few hundred rows).
    """
    _look_again()
    key = (hours or OFFICE, tz or settings.TIME_ZONE)
    found = _Kept.calendars.get(key)
    if found is None:
        found = _Kept.calendars[key] = _build(*key)
    return found


def forget() -> None:
    """Let the next question read the table (after an import, and between tests)."""
    _Kept.version, _Kept.asked, _Kept.calendars = -1, -LOOK_AGAIN, {}


def known_years() -> list[KnownYear]:
    """Every year with a listed day, in order (primary keys; a few hundred rows)."""
    days = _days()
    own = {year.year: year for year in CalendarYear.objects.all()}
    return [
        KnownYear(
            year=year,
            source=own[year].source if year in own else published.SOURCE,
            is_complete=year in published.years() or own[year].is_complete,
            days_off=sum(on.year == year and kind is Kind.OFF for on, (kind, _) in days.items()),
            days_worked=sum(on.year == year and kind is Kind.WORK for on, (kind, _) in days.items()),
        )
        for year in sorted(published.years() | own.keys())
    ]


def _look_again() -> None:
    if monotonic() - _Kept.asked < LOOK_AGAIN:
        return
    version = CalendarVersion.objects.values_list("number", flat=True).first() or 0
    if version != _Kept.version:
        forget()
    _Kept.version, _Kept.asked = version, monotonic()


def _build(hours: Hours, tz: str) -> Calendar:
    days = _days()
    complete = CalendarYear.objects.filter(is_complete=True).values_list("year", flat=True)
    return Calendar(
        off={on: occasion for on, (kind, occasion) in days.items() if kind is Kind.OFF},
        work={on: occasion for on, (kind, occasion) in days.items() if kind is Kind.WORK},
        known_years=published.years() | frozenset(complete),
        hours=hours,
        tz=tz,
    )


def _days() -> dict[date, tuple[Kind, Occasion]]:
    found = {one.day: (one.kind, Occasion(one.name, one.name_en)) for one in published.days()}
    for row in Holiday.objects.all():
        found[row.day] = (Kind(row.kind), Occasion(row.name, row.name_en))
    return found
