"""Decisions about figures: which periods are compared, and what is normal. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from commongrid.base.verdicts import Verdict, Why
from commongrid.insight.figures.terms import Normal, Period, Pieces

FEWEST = 6
"""Past values that a normal range needs; a median of fewer says little."""
SPREAD = 1.4826
"""Median absolute deviation × this estimates the standard deviation of normal data (Rousseeuw and Croux, 1993)."""
WIDE = 3.0
"""A value further off than so many deviations is unusual (Leys et al., 2013, "very conservative")."""


def next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def pieces(period: Period) -> Pieces:
    """A period as whole months and the loose days before and after, so that few sums tell of many days."""
    months: list[date] = []
    days: list[date] = []
    day = period.first
    while day <= period.last:
        after = next_month(day)
        if day.day == 1 and after - timedelta(days=1) <= period.last:
            months.append(day)
            day = after
        else:
            days.append(day)
            day += timedelta(days=1)
    return Pieces(tuple(months), tuple(days))


def previous(period: Period) -> Period:
    """环比: the period before of the same kind: whole months against as many whole months, else as many days."""
    whole = pieces(period)
    if whole.months and not whole.days:
        first = period.first
        for _ in whole.months:
            first = (first - timedelta(days=1)).replace(day=1)
        return Period(first, period.first - timedelta(days=1))
    length = period.last - period.first
    last = period.first - timedelta(days=1)
    return Period(last - length, last)


def last_year(period: Period) -> Period:
    """同比: the same days a year before; 29 February answers to the 28th, and a month that ends in it to its end."""
    first, last = _a_year_before(period.first), _a_year_before(period.last)
    if period.last + timedelta(days=1) == next_month(period.last):
        last = next_month(last) - timedelta(days=1)
    return Period(first, last)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def stretches(period: Period, by: str) -> list[Period]:
    """A period day by day, week by week (from Monday) or month by month; its ends are cut to it."""
    found: list[Period] = []
    day = period.first
    while day <= period.last:
        last = {
            "day": day,
            "week": day + timedelta(days=6 - day.weekday()),
            "month": next_month(day) - timedelta(days=1),
        }[by]
        found.append(Period(day, min(last, period.last)))
        day = last + timedelta(days=1)
    return found


def past(period: Period, back: int) -> list[Period]:
    """What a period is compared with to know what is normal, newest first.

    Whole months: the months before. Anything shorter: the same weekdays of the weeks before, because a Sunday is
    like a Sunday; longer than a week, so many weeks further back that they do not overlap.
    """
    whole = pieces(period)
    found: list[Period] = []
    if whole.months and not whole.days:
        one = period
        for _ in range(back):
            one = previous(one)
            found.append(one)
        return found
    weeks = (period.last - period.first).days // 7 + 1
    for number in range(1, back + 1):
        step = timedelta(weeks=weeks * number)
        found.append(Period(period.first - step, period.last - step))
    return found


def normal(past: Sequence[float | None]) -> Verdict[Normal | None]:
    """What is usual after past values of the same weekday (or of the same sort of period): median ± 3 scaled MAD.

    A median is not moved by the one flood or holiday among the past values, as a mean would be. With fewer than six
    values, or where more than half are the same, there is no range.
    """
    told = [value for value in past if value is not None]
    if len(told) < FEWEST:
        return Verdict(None, (Why("figures.too_few", {"values": len(told), "needed": FEWEST}),))
    middle = median(told)
    deviation = SPREAD * median(abs(value - middle) for value in told)
    if not deviation:
        return Verdict(None, (Why("figures.all_alike", {"values": len(told), "middle": middle}),))
    low, high = max(middle - WIDE * deviation, 0.0), middle + WIDE * deviation
    facts = {"values": len(told), "middle": round(middle, 4), "low": round(low, 4), "high": round(high, 4)}
    return Verdict(Normal(middle, low, high), (Why("figures.normal", facts),))


def is_unusual(value: float | None, usual: Normal | None) -> bool:
    """Is a value outside what is normal? Never where either is not known."""
    return value is not None and usual is not None and not usual.low <= value <= usual.high
