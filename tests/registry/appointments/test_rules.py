"""Slots follow the public calendar and the closings; what is late, far, full or over says so."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Occasion
from commongrid.registry.appointments import rules
from commongrid.registry.appointments.terms import State, Weekly
from commongrid.registry.points.terms import Shut

ZONE = ZoneInfo("Asia/Shanghai")
MONDAYS = Weekly(0, time(14), time(17), 60, 1, date(2026, 1, 1))
HOLIDAY, MADE_UP = date(2026, 2, 16), date(2026, 2, 28)
CALENDAR = Calendar(off={HOLIDAY: Occasion("春节")}, work={MADE_UP: Occasion("春节")})
AT = datetime(2026, 3, 2, 9, tzinfo=ZONE)


def days(weekly: Weekly, *shut: Shut) -> list[str]:
    found = rules.slots(weekly, shut, CALENDAR, date(2026, 2, 9), date(2026, 3, 8))
    return [f"{one:%m-%d %H}" for one, _ in found]


def test_holidays_have_no_slots_and_a_worked_saturday_is_like_a_monday() -> None:
    assert {day[:5] for day in days(MONDAYS)} == {"02-09", "02-23", "02-28", "03-02"}
    assert days(MONDAYS)[:3] == ["02-09 14", "02-09 15", "02-09 16"]


def test_a_closing_takes_out_what_it_touches_and_a_session_ends() -> None:
    shut = Shut(
        datetime(2026, 3, 2, 15, 30, tzinfo=ZONE), datetime(2026, 3, 2, 15, 45, tzinfo=ZONE), "消防演练"
    )
    assert [day for day in days(MONDAYS, shut) if day < "03-03" and day > "03-01"] == ["03-02 14", "03-02 16"]
    until = Weekly(0, time(14), time(17), 60, 1, date(2026, 2, 20), date(2026, 2, 27))
    assert {day[:5] for day in days(until)} == {"02-23"}


@pytest.mark.parametrize(
    ("ahead", "taken", "key"),
    [
        (timedelta(minutes=5), 0, "appointments.too_late"),
        (timedelta(days=40), 0, "appointments.too_far"),
        (timedelta(days=1), 2, "appointments.just_taken"),
    ],
)
def test_why_a_slot_is_not_free(ahead: timedelta, taken: int, key: str) -> None:
    assert rules.is_free(AT + ahead, taken, 2, AT).why[0].key == key


def test_a_session_that_cannot_be_says_why() -> None:
    wrong = {
        "appointments.ends_first": Weekly(0, time(17), time(14), 60, 1, date(2026, 1, 1)),
        "appointments.bad_length": Weekly(0, time(14), time(17), 5, 1, date(2026, 1, 1)),
        "appointments.no_slot_fits": Weekly(0, time(14), time(14, 30), 60, 1, date(2026, 1, 1)),
        "appointments.bad_places": Weekly(0, time(14), time(17), 60, 0, date(2026, 1, 1)),
        "appointments.days_out_of_order": Weekly(
            0, time(14), time(17), 60, 1, date(2026, 1, 2), date(2026, 1, 1)
        ),
    }
    assert {rules.is_session(weekly).why[0].key for weekly in wrong.values()} == set(wrong)
    assert rules.is_session(MONDAYS).answer


def test_nobody_serves_in_two_places_at_once() -> None:
    later = Weekly(0, time(16), time(18), 30, 1, date(2026, 6, 1))
    assert not rules.is_apart(later, [MONDAYS]).answer
    ended = Weekly(0, time(14), time(17), 60, 1, date(2026, 1, 1), date(2026, 5, 31))
    assert rules.is_apart(later, [ended]).answer
    assert rules.is_apart(Weekly(0, time(17), time(18), 30, 1, date(2026, 1, 1)), [MONDAYS]).answer


def test_what_is_over_stays_and_what_is_not_yet_is_not_recorded() -> None:
    assert rules.may_change(State.BOOKED, AT, AT - timedelta(hours=1)).answer
    assert rules.may_change(State.BOOKED, AT, AT).why[0].key == "appointments.is_over"
    assert rules.may_change(State.CANCELLED, AT, AT).why[0].key == "appointments.is_cancelled"
    assert rules.may_record(State.BOOKED, AT, AT - timedelta(hours=1)).why[0].key == "appointments.not_yet"
    assert rules.may_record(State.MISSED, AT, AT).answer


def test_a_code_is_read_however_it_was_typed() -> None:
    code = rules.code_of(bytes(range(16)))
    assert len(code) == 10
    assert rules.clean(f" {rules.spoken(code).lower()} ") == code
    assert rules.clean("ABC") == rules.clean("") == ""
