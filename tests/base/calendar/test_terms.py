from __future__ import annotations

import pytest

from commongrid.base.calendar.hours import OFFICE, Hours
from commongrid.base.calendar.terms import Limit, Unit


def test_a_limit_keeps_its_amount() -> None:
    for limit in (Limit(3, Unit.WORKING_DAYS), Limit(0.5, Unit.URGENT_HOURS)):
        assert Limit.from_json(limit.as_json()) == limit
    assert Limit(3.0, Unit.WORKING_DAYS).as_json() == [3, "working_days"]
    assert Limit.from_json(None) is None
    assert Limit.from_json([]) is None


@pytest.mark.parametrize(
    ("amount", "unit"), [(-1, Unit.URGENT_HOURS), (0.5, Unit.WORKING_DAYS), (1e9, Unit.NATURAL_DAYS)]
)
def test_a_limit_that_cannot_be_is_refused(amount: float, unit: Unit) -> None:
    with pytest.raises(ValueError, match="a limit"):
        Limit(amount, unit)


def test_hours_keep_their_week() -> None:
    assert OFFICE.as_json()["fri"] == [["09:00", "12:00"], ["14:00", "18:00"]]
    assert Hours.from_json(OFFICE.as_json()) == OFFICE
    always = Hours.from_json(
        {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    )
    assert always.on(6) == ((0, 1440),)
    assert OFFICE.on(5) == ()
    assert OFFICE.on(5, made_up=True) == OFFICE.on(0)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"sat": [["09:00", "12:00"]]},
        {"mon": [["12:00", "09:00"]]},
        {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]},
        {"mon": [["09:00", "25:00"]]},
        {"mon": [["nine", "12:00"]]},
        {"Monday": [["09:00", "12:00"]]},
    ],
)
def test_hours_that_cannot_be_are_refused(stored: dict[str, list[list[str]]]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Hours.from_json(stored)
