"""What an address asks for: days, the days they are compared with, and the address of a change."""

from __future__ import annotations

from datetime import date

import pytest

from commongrid.doors.desk.figures import asked
from commongrid.doors.desk.figures.asked import Asked, Span

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("period", "now", "before"),
    [
        ("today", ("2026-03-04", "2026-03-04"), ("2026-03-03", "2026-03-03")),
        ("week", ("2026-03-02", "2026-03-04"), ("2026-02-23", "2026-02-25")),
        ("month", ("2026-03-01", "2026-03-04"), ("2026-02-01", "2026-02-04")),
        ("year", ("2026-01-01", "2026-03-04"), ("2025-01-01", "2025-03-04")),
    ],
)
def test_a_period_is_compared_with_as_much_of_the_one_before(
    period: str, now: tuple[str, str], before: tuple[str, str]
) -> None:
    wanted = Asked(period)
    assert asked.span(wanted, WEDNESDAY) == Span(*map(date.fromisoformat, now))
    assert asked.previous(wanted, WEDNESDAY) == Span(*map(date.fromisoformat, before))


def test_a_long_month_is_compared_with_the_whole_short_one() -> None:
    assert asked.previous(Asked("month"), date(2026, 3, 31)) == Span(date(2026, 2, 1), date(2026, 2, 28))


def test_a_span_of_ones_own_is_turned_and_compared_with_as_many_days_before() -> None:
    wanted = asked.read({"since": "2026-02-10", "until": "2026-02-01", "p": "year"})
    assert wanted.period == ""
    assert asked.span(wanted, WEDNESDAY) == Span(date(2026, 2, 1), date(2026, 2, 10))
    assert asked.previous(wanted, WEDNESDAY) == Span(date(2026, 1, 22), date(2026, 1, 31))


def test_the_leap_day_has_a_last_year() -> None:
    assert asked.last_year(Span(date(2028, 2, 29), date(2028, 2, 29))).since == date(2027, 2, 28)


@pytest.mark.parametrize(
    "given",
    [
        {"p": "decade"},
        {"since": "yesterday"},
        {"since": "0001-01-01", "until": "2026-01-01"},
        {"by": "no-such-figure"},
        {"since": "2026-01-01", "until": "x"},
    ],
)
def test_what_makes_no_sense_is_left_out(given: dict[str, str]) -> None:
    assert asked.read(given, ("reports",)).query() == ""


def test_a_choice_is_a_link_and_what_is_usual_is_not_said() -> None:
    wanted = asked.read({"p": "month", "by": "reports"}, ("reports",))
    assert wanted.query() == "?p=month&by=reports"
    assert wanted.query(p="week", by="") == ""
    assert (
        wanted.query(p="", since="2026-01-01", until="2026-01-31")
        == "?since=2026-01-01&until=2026-01-31&by=reports"
    )
