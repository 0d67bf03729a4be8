"""How a deadline came about, line by line, as reasons.

Facts: `…_at` are local moments and `…_on` local days in ISO form, `days` are such days joined by a comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, takewhile

from commongrid.base.calendar import arithmetic
from commongrid.base.calendar.days import NOTHING, Calendar, Day
from commongrid.base.calendar.terms import Kind, Limit, Pause
from commongrid.base.verdicts import Fact, Why

MOST_LISTED = 10


def steps(
    calendar: Calendar, start: datetime, limit: Limit, pauses: Sequence[Pause], due_at: datetime
) -> tuple[Why, ...]:
    """The limit, what was counted and what was not (weekends, named days off, pauses), and the end."""
    start, due_at = arithmetic.in_utc(start), arithmetic.in_utc(due_at)
    facts: dict[str, Fact] = {"amount": limit.amount, "start_at": moment(calendar, start)}
    if limit.amount == int(limit.amount):
        facts["amount"] = int(limit.amount)
    told = [Why(f"calendar.limit_{limit.unit}", facts)]
    days = list(_days(calendar, start, due_at))
    if limit.unit.in_days:
        told += _days_told(calendar, start, limit, pauses, days)
    elif limit.unit.in_office_time:
        told += _hours_told(calendar, start, pauses, days, due_at)
    if limit.unit.in_office_time or limit.unit.in_days:
        told += _skipped(days, office=limit.unit.in_office_time)
        told += _unknown(calendar, days if limit.unit.in_office_time else days[int(limit.amount) :])
    return (*told, _end(calendar, limit, days, due_at))


def paused(calendar: Calendar, pauses: Sequence[Pause]) -> Iterator[Why]:
    for begins, until in pauses:
        yield Why("calendar.paused", {"from_at": moment(calendar, begins), "to_at": moment(calendar, until)})


def moment(calendar: Calendar, at: datetime) -> str:
    return at.astimezone(calendar.zone).isoformat(timespec="seconds")


def _days(calendar: Calendar, start: datetime, due_at: datetime) -> Iterator[Day]:
    """The days the deadline lies across; one that ends with 24:00 has no part in the next."""
    day = calendar.local_day(start)
    yield day
    while day.ends < due_at:
        day = calendar.next_day(day)
        yield day


def _days_told(
    calendar: Calendar, start: datetime, limit: Limit, pauses: Sequence[Pause], days: list[Day]
) -> Iterator[Why]:
    office = limit.unit.in_office_time
    all_counted = arithmetic.counted_days(calendar, start, pauses, office=office)
    last = days[-1].on
    counted = [day.on for day, _ in takewhile(lambda found: found[0].on <= last, all_counted)]
    counted, beyond = counted[: int(limit.amount)], counted[int(limit.amount) :]
    if counted:
        yield _listed("calendar.counted", counted)
    still = arithmetic.united(pauses, start)
    held = [
        day.on
        for day in days[1:]
        if (day.is_working or not office)
        and not arithmetic.runs_at(day.closes if office else day.ends, still)
    ]
    if held:
        yield _listed("calendar.held_back", held)
    if not office and beyond and counted:
        yield Why("calendar.rest_day_moved", {"from_on": str(counted[-1]), "to_on": str(last)})


def _hours_told(
    calendar: Calendar, start: datetime, pauses: Sequence[Pause], days: list[Day], due_at: datetime
) -> Iterator[Why]:
    opening = arithmetic.reach(calendar, start, timedelta.resolution, office=True) - timedelta.resolution
    if start < opening <= due_at:
        yield Why("calendar.waits_for_opening", {"opens_at": moment(calendar, opening)})
    for day in days:
        begins, until = max(day.starts, start), min(day.ends, due_at)
        ran = arithmetic.ran_outside(calendar, begins, until, pauses, office=True)
        if ran > NOTHING:
            hours = f"{ran / timedelta(hours=1):.2f}".rstrip("0").rstrip(".")
            yield Why("calendar.hours_on", {"day_on": str(day.on), "hours": hours})


def _skipped(days: list[Day], *, office: bool) -> Iterator[Why]:
    """Days off by name, weekends, and rest days that were worked; natural days skip nothing but their end."""
    off = [day for day in days if day.listed is Kind.OFF] if office else []
    for occasion, run in groupby(off, key=lambda day: day.occasion):
        found = [day.on for day in run]
        name = occasion.name if occasion else ""
        names: dict[str, Fact] = {"name_zh": name, "name_en": (occasion and occasion.name_en) or name}
        yield Why("calendar.day_off", {**names, "from_on": str(found[0]), "to_on": str(found[-1])})
    weekend = [day.on for day in days if not day.is_working and day.listed is None]
    if weekend and office:
        yield _listed("calendar.weekend", weekend)
    made_up = [day.on for day in days if day.listed is Kind.WORK]
    if made_up and office:
        yield _listed("calendar.made_up", made_up)


def _unknown(calendar: Calendar, days: list[Day]) -> Iterator[Why]:
    for year in sorted({day.on.year for day in days} - calendar.known_years):
        yield Why("calendar.year_unknown", {"year": year})


def _end(calendar: Calendar, limit: Limit, days: list[Day], due_at: datetime) -> Why:
    if not limit.unit.in_days or not limit.amount:
        return Why("calendar.ends_at", {"due_at": moment(calendar, due_at)})
    if due_at == days[-1].ends:
        return Why("calendar.ends_at_midnight", {"day_on": str(days[-1].on)})
    return Why("calendar.ends_at_close", {"due_at": moment(calendar, due_at)})


def _listed(key: str, days: list[date]) -> Why:
    """Each day by itself, or how many from when to when where a list would no longer be read."""
    if len(days) <= MOST_LISTED:
        return Why(key, {"days": ",".join(map(str, days))})
    return Why(f"{key}_many", {"number": len(days), "from_on": str(days[0]), "to_on": str(days[-1])})
