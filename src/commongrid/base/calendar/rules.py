"""Deadlines: when a limit is used up, how much of it is, and why.

民法典 201 and 203: the day a period in days starts on is not counted; its last day ends at the close of business,
or at 24:00 where there is none. Hours run at once. A moment equal to the deadline is in time (以内 includes).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from commongrid.base.calendar import arithmetic, explaining
from commongrid.base.calendar.days import NOTHING, Calendar, Day
from commongrid.base.calendar.terms import Due, Limit, Pause, Unit

SOON = 0.8
AN_HOUR = timedelta(hours=1)


def is_working_day(calendar: Calendar, on: date) -> bool:
    """By the public calendar, made-up days included; by the weekday alone in a year without a notice."""
    return calendar.day(on).is_working


def due(calendar: Calendar, start: datetime, limit: Limit, pauses: Sequence[Pause] = ()) -> Due:
    """The deadline of `limit` from `start`, line by line. ValueError for a moment without a zone."""
    found = deadline(calendar, start, limit, pauses)
    return replace(found, steps=explaining.steps(calendar, start, limit, pauses, found.at))


def deadline(calendar: Calendar, start: datetime, limit: Limit, pauses: Sequence[Pause] = ()) -> Due:
    """As `due`, without the explanation (for the hot path).

    Hours: own time outside the pauses. Days: a day held back by a pause over its end is not counted
    (`arithmetic.counted_days`). Natural days whose last day is a rest day end with the next working day.
    """
    start = arithmetic.in_utc(start)
    office = limit.unit.in_office_time
    if limit.unit.in_days:
        at, first, last = _end_in_days(calendar, start, limit, pauses)
        return _with_soon(calendar, start, at, pauses, office, provisional=not calendar.is_known(first, last))
    time = timedelta(hours=limit.amount)
    at = arithmetic.reach_outside(calendar, start, time, pauses, office=office)
    soon_at = arithmetic.reach_outside(calendar, start, time * SOON, pauses, office=office)
    return Due(at, soon_at, office and _is_provisional(calendar, start, at))


def fixed_deadline(
    calendar: Calendar,
    start: datetime,
    fixed: datetime,
    *,
    unit: Unit | None,
    pauses: Sequence[Pause] = (),
    since: datetime | None = None,
) -> Due:
    """A deadline that was set, not counted, moved by the pauses after `since` (default `start`).

    `unit` says in which time they push it: open time for working units, plain time otherwise.
    """
    start, fixed = arithmetic.in_utc(start), arithmetic.in_utc(fixed)
    office = unit is not None and unit.in_office_time
    at = arithmetic.shift(calendar, fixed, since or start, pauses, office=office)
    provisional = office and at != fixed and _is_provisional(calendar, fixed, at)
    return _with_soon(calendar, start, at, pauses, office, provisional=provisional)


def elapsed(
    calendar: Calendar, start: datetime, end: datetime, unit: Unit, pauses: Sequence[Pause] = ()
) -> float:
    """How much of a limit in `unit` is used at `end`: hours with fractions, or whole days that have ended.

    `elapsed(start, due(start, limit).at)` is the amount of the limit, for natural days at least the amount.
    """
    start, end = arithmetic.in_utc(start), arithmetic.in_utc(end)
    office = unit.in_office_time
    if not unit.in_days:
        return arithmetic.ran_outside(calendar, start, end, pauses, office=office) / AN_HOUR
    used = 0
    for _, ends in arithmetic.counted_days(calendar, start, pauses, office=office):
        if ends > end:
            break
        used += 1
    return float(used)


def share(
    calendar: Calendar,
    start: datetime,
    at: datetime,
    due_at: datetime,
    *,
    unit: Unit | None,
    pauses: Sequence[Pause] = (),
) -> float:
    """Which part of the own time between `start` and `due_at` has passed at `at`: 0 to 1."""
    if at >= due_at:
        return 1.0
    office = unit is not None and unit.in_office_time
    whole = arithmetic.ran_outside(calendar, start, due_at, pauses, office=office)
    return arithmetic.ran_outside(calendar, start, at, pauses, office=office) / whole if whole else 0.0


def _end_in_days(
    calendar: Calendar, start: datetime, limit: Limit, pauses: Sequence[Pause]
) -> tuple[datetime, date, date]:
    """The end, and from which to which day the calendar was consulted."""
    first = calendar.local_day(start)
    if not limit.amount:
        return start, first.on, first.on
    office = limit.unit.in_office_time
    counted = arithmetic.counted_days(calendar, start, pauses, office=office)
    last, ends = next(islice(counted, int(limit.amount) - 1, None))
    if office:
        return ends, first.on, last.on
    moved = _working_day_from(calendar, last, pauses)
    return moved.ends, last.on, moved.on


def _working_day_from(calendar: Calendar, day: Day, pauses: Sequence[Pause]) -> Day:
    still = arithmetic.united(pauses, day.starts)
    while not (day.is_working and arithmetic.runs_at(day.ends, still)):
        day = calendar.next_day(day)
    return day


def _with_soon(
    calendar: Calendar,
    start: datetime,
    at: datetime,
    pauses: Sequence[Pause],
    office: bool,
    *,
    provisional: bool,
) -> Due:
    whole = arithmetic.ran_outside(calendar, start, at, pauses, office=office)
    if whole <= NOTHING:
        return Due(at, at, provisional)
    soon_at = arithmetic.reach_outside(calendar, start, whole * SOON, pauses, office=office)
    return Due(at, soon_at, provisional)


def _is_provisional(calendar: Calendar, start: datetime, at: datetime) -> bool:
    return not calendar.is_known(calendar.local_day(start).on, calendar.local_day(at).on)
