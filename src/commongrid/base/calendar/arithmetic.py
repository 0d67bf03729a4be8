"""Time that counts: how much of it lies between two moments, and when so much of it has passed.

The *own time* of a limit is open time for working hours and working days (only while the unit is open), and
plain time for urgent hours and natural days. Pauses are given as (from, to); they may touch or overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from commongrid.base.calendar.days import NOTHING, Calendar, Day
from commongrid.base.calendar.terms import Pause


def ran(calendar: Calendar, start: datetime, end: datetime, *, office: bool) -> timedelta:
    """Own time from `start` to `end`; nothing when `end` is not after `start`."""
    if end <= start:
        return NOTHING
    if not office:
        return end - start
    found = NOTHING
    day = calendar.local_day(start)
    while day.starts < end:
        if start <= day.starts and day.ends <= end:
            found += day.open_time
        else:
            for opens, closes in day.spans:
                found += max(min(closes, end) - max(opens, start), NOTHING)
        day = calendar.next_day(day)
    return found


def reach(calendar: Calendar, start: datetime, time: timedelta, *, office: bool) -> datetime:
    """The first moment at which `time` of own time has passed since `start` (which is that moment for none)."""
    if time <= NOTHING:
        return start
    if not office:
        return start + time
    day = calendar.local_day(start)
    while True:
        for opens, closes in day.spans:
            begins = max(opens, start)
            if closes - begins >= time:
                return begins + time
            time -= max(closes - begins, NOTHING)
        day = calendar.next_day(day)


def ran_outside(
    calendar: Calendar, start: datetime, end: datetime, pauses: Iterable[Pause], *, office: bool
) -> timedelta:
    """Own time from `start` to `end` without what was paused."""
    found = NOTHING
    for begins, until in _stretches(start, pauses):
        found += ran(calendar, begins, end if until is None else min(until, end), office=office)
    return found


def reach_outside(
    calendar: Calendar, start: datetime, time: timedelta, pauses: Iterable[Pause], *, office: bool
) -> datetime:
    """The first moment at which `time` of own time has passed outside the pauses."""
    if time <= NOTHING:
        return start
    begins = start
    for begins, until in _stretches(start, pauses):
        if until is None:
            break
        passed = ran(calendar, begins, until, office=office)
        if passed >= time:
            break
        time -= passed
    return reach(calendar, begins, time, office=office)


def shift(
    calendar: Calendar, fixed: datetime, since: datetime, pauses: Iterable[Pause], *, office: bool
) -> datetime:
    """A fixed moment, moved by the own time of each pause after `since` that began before it was due.

    Where none of that own time was left when the pause began (Friday evening, due at midnight), at least the
    plain time that was left is left again when it ends.
    """
    for begins, until in united(pauses, since):
        if begins >= fixed:
            break
        left = fixed - begins
        moved = reach(calendar, fixed, ran(calendar, begins, until, office=office), office=office)
        has_left = ran(calendar, begins, fixed, office=office) > NOTHING
        fixed = moved if has_left else max(moved, until + left)
    return fixed


def counted_days(
    calendar: Calendar, start: datetime, pauses: Iterable[Pause], *, office: bool
) -> Iterator[tuple[Day, datetime]]:
    """The days that count, without end: the first is the day after `start`'s (民法典 201).

    A day counts when its end (closing time of a working day, 24:00 of a natural one) passes with the clock
    running; a pause over that end keeps the whole day back. Gives each day with its end.
    """
    still = united(pauses, start)
    day = calendar.next_day(calendar.local_day(start))
    while True:
        ends = day.closes if office else day.ends
        if (day.is_working or not office) and runs_at(ends, still):
            yield day, ends
        day = calendar.next_day(day)


def runs_at(at: datetime, united_pauses: Iterable[Pause]) -> bool:
    """Was the clock running as `at` came? (A pause holds everything after its start, its end included.)"""
    return not any(begins < at <= until for begins, until in united_pauses)


def united(pauses: Iterable[Pause], since: datetime) -> list[Pause]:
    """Pauses after `since` in order, those that touch made one."""
    found: list[Pause] = []
    for paused, until in sorted(pauses):
        begins = max(paused, since)
        if until <= begins:
            continue
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(until, found[-1][1]))
        else:
            found.append((begins, until))
    return found


def in_utc(at: datetime) -> datetime:
    """The same moment in UTC; ValueError when it has no zone."""
    if at.tzinfo is UTC:
        return at
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return at.astimezone(UTC)


def _stretches(start: datetime, pauses: Iterable[Pause]) -> Iterator[tuple[datetime, datetime | None]]:
    """The running time between the pauses; the last stretch has no end."""
    for begins, until in united(pauses, start):
        if begins > start:
            yield start, begins
        start = until
    yield start, None
