"""The published notices, against the State Council's tables of 2025 and 2026 written out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commongrid.base.calendar import published, rules
from commongrid.base.calendar.terms import Kind
from tests.base.calendar.almanac import CHINA

OFF = {
    2025: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    2026: "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
}
WORKED = {
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}


def days(year: int, text: str) -> set[date]:
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("..")
        day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_is_as_the_notice_says(year: int) -> None:
    assert {one for one in published.listed(Kind.OFF) if one.year == year} == days(year, OFF[year])
    assert {one for one in published.listed(Kind.WORK) if one.year == year} == days(year, WORKED[year])


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_the_year_is_worked_or_not_as_the_notice_says(year: int) -> None:
    off, worked = days(year, OFF[year]), days(year, WORKED[year])
    day = date(year, 1, 1)
    while day.year == year:
        assert rules.is_working_day(CHINA, day) == (day in worked or (day.weekday() < 5 and day not in off))
        day += timedelta(days=1)


def test_the_years_known_end_where_the_library_refuses() -> None:
    assert published.years() >= frozenset(range(2004, 2027))
    assert max(published.years()) + 1 not in published.years()
    assert published.listed(Kind.OFF)[date(2026, 2, 17)].name == "春节"
