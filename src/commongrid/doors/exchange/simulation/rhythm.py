"""How many cases a day has, and at which hour: seasons, weekdays, holidays, growth. Pure."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Kind
from commongrid.doors.exchange.history.plots import HOURS, WEEKDAYS

A_DAY_OFF, MADE_UP = 0.62, 1.05
GROWTH = 1.12
"""How much more a year brings than the one before."""
RAINS, RAIN = 0.18, 1.45
"""The share of days from May to September with a downpour, and what it does."""


def cases_by_day(total: int, last: date, days: int, calendar: Calendar, seed: int) -> dict[date, int]:
    """So many cases dealt out over the `days` up to `last`; the same for the same seed, the sum exact."""
    every = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
    rng = np.random.default_rng([seed, 1])
    weights = np.array([_weight(day, number, calendar) for number, day in enumerate(every)])
    wet = np.array([5 <= day.month <= 9 for day in every]) & (rng.random(days) < RAINS)
    weights = weights * np.where(wet, RAIN, 1.0) * rng.normal(1.0, 0.06, days).clip(0.7, 1.3)
    edges = np.rint(np.cumsum(weights) / weights.sum() * total).astype(int)
    counts = np.diff(edges, prepend=0)
    return dict(zip(every, counts.tolist(), strict=True))


def _weight(day: date, number: int, calendar: Calendar) -> float:
    listed = calendar.day(day).listed
    rest = A_DAY_OFF if listed is Kind.OFF else MADE_UP if listed is Kind.WORK else 1.0
    season = 1 + 0.14 * math.sin((day.timetuple().tm_yday - 100) / 365 * math.tau)
    growth: float = GROWTH ** (number / 365)
    return WEEKDAYS[day.weekday()] * rest * season * growth


def seconds_of_day(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
    """So many moments of one day in order, in seconds after midnight."""
    hours = rng.choice(24, count, p=np.array(HOURS) / sum(HOURS))
    return np.sort(hours * 3600 + rng.integers(0, 3600, count))
