"""Calendars, moments and limits the tests of time share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from commongrid.base.calendar import published
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.hours import OFFICE, Hours
from commongrid.base.calendar.terms import Kind, Limit, Occasion, Pause, Unit

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
"""Property tests share the machine with others: how long an example takes is no fault."""

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")

CHINA = Calendar(
    off=published.listed(Kind.OFF),
    work=published.listed(Kind.WORK),
    known_years=published.years(),
    hours=OFFICE,
)
BOSTON = Calendar(
    off={date(2026, 7, 3): Occasion("Independence Day"), date(2026, 11, 26): Occasion("Thanksgiving Day")},
    known_years=frozenset({2025, 2026, 2027}),
    tz="America/New_York",
)
EVENING_AND_SATURDAY = Calendar(
    off=CHINA.off,
    work=CHINA.work,
    known_years=CHINA.known_years,
    hours=Hours(
        (((60, 180), (1080, 1440)), (), ((540, 1080),), ((540, 1080),), ((540, 1080),), ((540, 720),), ())
    ),
)

calendars = st.sampled_from([CHINA, BOSTON, EVENING_AND_SATURDAY])
moments = st.integers(0, 900 * 1440).map(
    lambda after: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=after)
)
hour_limits = st.builds(
    lambda minutes, unit: Limit(minutes / 60, unit),
    st.integers(0, 40 * 60),
    st.sampled_from([Unit.WORKING_HOURS, Unit.URGENT_HOURS]),
)
day_limits = st.builds(Limit, st.integers(0, 25), st.sampled_from([Unit.WORKING_DAYS, Unit.NATURAL_DAYS]))
limits = st.one_of(hour_limits, day_limits)


@st.composite
def pauses_after(draw: st.DrawFn, start: datetime) -> list[Pause]:
    """Up to four pauses in the weeks after `start`; they may touch and overlap."""
    minutes = st.integers(0, 25 * 1440)
    pairs = draw(st.lists(st.tuples(minutes, minutes), max_size=4))
    return [(start + timedelta(minutes=min(pair)), start + timedelta(minutes=max(pair))) for pair in pairs]


def here(text: str) -> datetime:
    """A moment in Shanghai: "2026-09-15 16:43"."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
