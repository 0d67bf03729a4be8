"""When a point is open: its week, the public calendar, closings; and how rooms and services are written."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Occasion
from commongrid.registry.points import rules
from commongrid.registry.points.terms import Level, RoomKind, Service, Shut

ZONE = ZoneInfo("Asia/Shanghai")
WEEK = {day: [["09:00", "12:00"], ["14:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
CALENDAR = Calendar(
    off={date(2026, 5, 1): Occasion("劳动节", "Labour Day")},
    work={date(2026, 5, 9): Occasion("劳动节", "Labour Day")},
    known_years=frozenset({2026}),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=ZONE)


def said(moment: datetime, *shut: Shut, hours: dict[str, list[list[str]]] | None = None) -> list[str]:
    return [why.key for why in rules.standing(hours or WEEK, shut, CALENDAR, moment).why]


def test_a_point_follows_its_week() -> None:
    open_now = rules.standing(WEEK, (), CALENDAR, at(6, 10))
    assert open_now.answer.is_open
    assert open_now.answer.until == at(6, 12)
    noon = rules.standing(WEEK, (), CALENDAR, at(6, 12))
    assert not noon.answer.is_open
    assert noon.answer.opens_at == at(6, 14)
    assert said(at(6, 20)) == ["points.opens_on"]
    assert rules.standing(WEEK, (), CALENDAR, at(8, 18)).answer.opens_at == at(9, 9), "a worked Saturday"


def test_a_holiday_is_shut_unless_hours_are_given_for_it() -> None:
    assert said(at(1, 10)) == ["points.opens_on", "points.holiday"]
    assert said(at(1, 10), hours={**WEEK, "holiday": [["10:00", "16:00"]]}) == ["points.open_until"]


def test_a_closing_is_taken_out_and_told() -> None:
    shut = Shut(at(6, 10), at(6, 15), "消防检修", "fire check")
    verdict = rules.standing(WEEK, [shut], CALENDAR, at(6, 11))
    assert verdict.answer.opens_at == at(6, 15)
    assert [why.key for why in verdict.why] == ["points.opens_today", "points.is_shut"]
    assert rules.standing(WEEK, [shut], CALENDAR, at(6, 9)).answer.until == at(6, 10)
    for_good = Shut(at(1, 0), at(31, 23), "装修")
    assert said(at(6, 11), for_good) == ["points.shut_for_long", "points.is_shut"]


def test_unknown_hours_are_not_closed() -> None:
    assert rules.standing(None, (), CALENDAR, at(6, 10)).answer.is_open is None


def test_a_point_may_be_open_to_midnight() -> None:
    late = {"wed": [["18:00", "24:00"]]}
    assert rules.standing(late, (), CALENDAR, at(6, 23, 59)).answer.is_open


@pytest.mark.parametrize(
    ("text", "kind", "seats"),
    [
        ("接待大厅", RoomKind.RECEPTION, None),
        ("调解室 8", RoomKind.MEDIATION, 8),
        ("公共法律服务室：6人", RoomKind.LEGAL, 6),
        ("心理疏导室×4", RoomKind.PSYCHOLOGY, 4),
        ("研判指挥室 20", RoomKind.COMMAND, 20),
        ("茶水间", RoomKind.OTHER, None),
    ],
)
def test_a_room_is_read_from_its_words(text: str, kind: RoomKind, seats: int | None) -> None:
    room = rules.room_of(text)
    assert (room.kind, room.seats) == (kind, seats)


def test_services_are_codes_where_the_house_knows_them() -> None:
    assert rules.services_of(["理发", "法律援助", "诉求受理", "法律咨询", " "]) == [
        Service.INTAKE,
        Service.LEGAL,
        "理发",
    ]


def test_there_are_four_levels() -> None:
    told = [
        ("centre", "440111"),
        ("centre", "440111001"),
        ("hall", "440111001001"),
        ("station", "440111001001"),
    ]
    assert [rules.level_of(*one) for one in told] == list(Level)
