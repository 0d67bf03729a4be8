"""When a term of the law ends, and which edition of a rule holds on a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from commongrid.base.calendar import rules as calendars
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Due, Limit, Pause
from commongrid.base.calendar.terms import Unit as Counted
from commongrid.base.verdicts import Why
from commongrid.registry.statutes.terms import Rule, Unit

COUNTED = {
    Unit.NATURAL_DAYS: Counted.NATURAL_DAYS,
    Unit.WORKING_DAYS: Counted.WORKING_DAYS,
    Unit.HOURS: Counted.URGENT_HOURS,
}
HOURS_IN = {Unit.MINUTES: 60, Unit.SECONDS: 3600}
SOON = 0.8


def in_force(editions: Iterable[Rule], on: date) -> Rule | None:
    """The newest edition that holds on a day."""
    fit = (
        each
        for each in editions
        if (each.valid_from is None or each.valid_from <= on)
        and (each.valid_to is None or on <= each.valid_to)
    )
    return max(fit, key=lambda each: each.number, default=None)


def term(calendar: Calendar, start: datetime, rule: Rule, pauses: Sequence[Pause] = ()) -> Due:
    """When a rule's term from `start` ends, line by line (民法典 201 to 203).

    Days: the first is not counted, the last ends at 24:00 or, on a rest day, with the next working day. Hours run
    at once. Months and years end on the day of the same number, or the month's last. ValueError for a rule that is no term.
    """
    if rule.unit in {Unit.MONTHS, Unit.YEARS}:
        return _by_month(calendar, start, rule, pauses)
    if rule.unit is None or not rule.unit.is_time:
        raise ValueError(f"{rule.key} is no term")
    hours = HOURS_IN.get(rule.unit)
    if hours:
        return calendars.due(calendar, start, Limit(float(rule.amount / hours), Counted.URGENT_HOURS), pauses)
    return calendars.due(calendar, start, Limit(float(rule.amount), COUNTED[rule.unit]), pauses)


def _by_month(calendar: Calendar, start: datetime, rule: Rule, pauses: Sequence[Pause]) -> Due:
    """A stop of the clock puts the end off by as many days as it kept back."""
    first = calendar.local_day(start).on
    months = int(rule.amount) * (12 if rule.unit is Unit.YEARS else 1)
    named = months_later(first, months)
    held = sum((until - begins for begins, until in pauses), timedelta())
    last = calendar.day(named + timedelta(days=-(-held // timedelta(days=1))))
    while not last.is_working:
        last = calendar.next_day(last)
    soon = start + (last.ends - start) * SOON
    known = calendar.is_known(named, last.on)
    facts = {"first": first.isoformat(), "named": named.isoformat(), "last": last.on.isoformat()}
    return Due(last.ends, soon, not known, (Why("statutes.by_month", facts),))


def months_later(first: date, months: int) -> date:
    """The day of the same number so many months later, or that month's last."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
