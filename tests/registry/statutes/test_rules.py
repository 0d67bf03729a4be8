"""Terms of the law by 民法典 201–203, and which edition holds on a day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Occasion
from commongrid.registry.statutes import rules
from commongrid.registry.statutes.terms import Rule, Sure, Unit

HERE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(off={date(2026, 5, 4): Occasion("劳动节")}, known_years=frozenset((2026, 2027, 2028)))
RULE = Rule("a.b", "law", "法", "Law", "1", "三十日", "30 days", Sure.TEXT, "30", Unit.NATURAL_DAYS)
NINE = datetime(2026, 3, 2, 9, tzinfo=HERE)


def ends(
    value: str, unit: Unit, start: datetime = NINE, pauses: tuple[tuple[datetime, datetime], ...] = ()
) -> str:
    due = rules.term(CALENDAR, start, replace(RULE, value=value, unit=unit), pauses)
    return due.at.astimezone(HERE).strftime("%Y-%m-%d %H:%M")


def test_the_first_day_is_not_counted() -> None:
    assert ends("30", Unit.NATURAL_DAYS) == "2026-04-02 00:00"


def test_a_last_day_of_rest_moves_to_the_next_working_day() -> None:
    friday = datetime(2026, 3, 6, 9, tzinfo=HERE)
    assert ends("1", Unit.NATURAL_DAYS, friday) == "2026-03-10 00:00"


def test_hours_run_at_once() -> None:
    assert ends("72", Unit.HOURS) == "2026-03-05 09:00"
    assert ends("3", Unit.MINUTES) == "2026-03-02 09:03"


def test_months_end_on_the_day_of_the_same_number_or_the_last() -> None:
    assert ends("6", Unit.MONTHS) == "2026-09-03 00:00"
    assert rules.months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)
    # 4 April to 4 May, which is a day off
    assert ends("1", Unit.MONTHS, datetime(2026, 4, 4, 9, tzinfo=HERE)) == "2026-05-06 00:00"


def test_years_end_on_the_same_day() -> None:
    assert ends("2", Unit.YEARS) == "2028-03-03 00:00"


def test_a_pause_is_not_counted() -> None:
    paused = (NINE + timedelta(days=2), NINE + timedelta(days=12))
    assert ends("7", Unit.NATURAL_DAYS, pauses=(paused,)) == "2026-03-20 00:00"
    assert ends("6", Unit.MONTHS, pauses=(paused,)) == "2026-09-15 00:00"


def test_what_counts_people_is_no_term() -> None:
    with pytest.raises(ValueError, match="no term"):
        ends("3", Unit.PEOPLE)


def test_the_newest_edition_of_the_day_holds() -> None:
    first, second = replace(RULE, number=1), replace(RULE, number=2, valid_from=date(2026, 6, 1))
    assert rules.in_force((second, first), date(2026, 5, 31)) == first
    assert rules.in_force((second, first), date(2026, 6, 1)) is second
    over = replace(first, valid_to=date(2026, 1, 1))
    assert rules.in_force((over,), date(2026, 1, 2)) is None
