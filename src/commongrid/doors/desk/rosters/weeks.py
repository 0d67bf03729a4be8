"""A unit's week as its page draws it: seven days, each with its shifts and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from commongrid.base.calendar import queries as calendar
from commongrid.registry.duty import queries, rules
from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.terms import Attendance
from commongrid.registry.units.models import Unit

DAYS = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """A shift with how it is attended at the moment of the page."""

    shift: Shift
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week; a shift stands on the day it begins."""

    on: date
    is_today: bool
    is_worked: bool
    shifts: Sequence[Shown]


def monday_of(words: str, today: date) -> date:
    """The Monday of a week as a browser writes it (2026-W48); of this week where that is not a week."""
    try:
        return (
            datetime.strptime(f"{words[:8]}-1", "%G-W%V-%u")
            .replace(tzinfo=timezone.get_current_timezone())
            .date()
        )
    except ValueError:
        return today - timedelta(days=today.weekday())


def words_of(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def week_of(unit: Unit, monday: date, at: datetime) -> list[Day]:
    """The week that begins on a Monday (one read of duty_shift_unit)."""
    found = queries.roster(unit.pk, *span_of(monday))
    known, today = calendar.calendar(), timezone.localdate(at)
    days = [monday + timedelta(days=n) for n in range(DAYS)]
    return [Day(on, on == today, known.day(on).is_working, shown(_on(found, on, monday), at)) for on in days]


def span_of(monday: date) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    first = datetime.combine(monday, time(), zone)
    return first, datetime.combine(monday + timedelta(days=DAYS), time(), zone)


def _on(found: Iterable[Shift], on: date, monday: date) -> list[Shift]:
    """What begins on a day; what began before the week and reaches into it stands on the Monday."""
    return [one for one in found if max(timezone.localdate(one.starts_at), monday) == on]


def shown(found: Iterable[Shift], at: datetime) -> list[Shown]:
    return [Shown(one, attended(one, at)) for one in found]


def attended(one: Shift, at: datetime) -> Attendance:
    return rules.how_attended(one.starts_at, one.ends_at, one.signed_on_at, one.signed_off_at, at).answer
