"""How often, when due, how far away, what it costs, and which way: plain values in, plain values out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commongrid.work.patrol import rules
from commongrid.work.patrol.terms import Band, State, Wanted, Way

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("every", "times", "per", "step"),
    [(10, None, "", 10), (None, 1, "month", 30), (None, 4, "month", 7), (None, 1, "quarter", 91), (None, 2, "quarter", 45),
     (None, 40, "month", 1), (None, None, "", 0)],
)  # fmt: skip
def test_how_often_becomes_days_between_visits(
    every: int | None, times: int | None, per: str, step: int
) -> None:
    assert rules.step_days(every, times, per) == step


def test_a_place_is_due_for_a_week_and_overdue_the_day_after() -> None:
    states = [rules.state_of(date(2026, 3, day), TODAY) for day in (1, 2, 8, 9)]
    assert states == [State.OVERDUE, State.DUE, State.DUE, State.FRESH]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, ""),
        ({"zh": " "}, "patrol.needs_name"),
        ({"every_days": None}, "patrol.needs_frequency"),
        ({"kinds": ()}, "patrol.needs_kinds"),
        ({"kinds": (), "what": "grid"}, ""),
        ({"minutes": 0}, "patrol.needs_minutes"),
        ({"opens": 540}, "patrol.needs_window"),
        ({"opens": 540, "closes": 545}, "patrol.needs_window"),
        ({"opens": 540, "closes": 1260}, ""),
        ({"starts_on": date(2026, 3, 1)}, "patrol.not_in_the_past"),
    ],
)
def test_a_demand_says_what_how_often_and_from_when(told: dict[str, object], why: str) -> None:
    facts: dict[str, object] = {
        "code": "X", "zh": "x", "area": "4499", "starts_on": TODAY, "kinds": ("site",), "every_days": 7, "minutes": 10,
    }  # fmt: skip
    verdict = rules.is_demand(Wanted(**{**facts, **told}), today=TODAY)  # type: ignore[arg-type]
    assert [one.key for one in verdict.why] == ([why] if why else [])


def test_a_plate_says_more_than_a_position_and_that_more_than_a_photo() -> None:
    assert rules.which_way(plate=True, metres=900, photos=1) == Way.PLATE
    assert rules.which_way(plate=False, metres=900, photos=1) == Way.POSITION
    assert rules.which_way(plate=False, metres=None, photos=1) == Way.PHOTO
    assert rules.which_way(plate=False, metres=None, photos=0) == Way.WORDS
    assert [rules.which_band(m) for m in (None, 60, 61, 201)] == [
        Band.UNKNOWN,
        Band.HERE,
        Band.NEAR,
        Band.FAR,
    ]


def test_far_away_is_taken_with_a_reason_and_never_without() -> None:
    assert not rules.is_shown(Way.POSITION, Band.FAR, " ").answer
    assert rules.is_shown(Way.POSITION, Band.FAR, "河对岸看的").answer
    assert rules.is_shown(Way.PLATE, Band.FAR, "").answer
    assert not rules.is_shown(Way.WORDS, Band.UNKNOWN, "").answer


@given(some.floats(-180, 180), some.floats(-90, 90))
def test_what_is_kept_of_a_position_is_at_most_a_street_exact(lon: float, lat: float) -> None:
    kept = rules.rounded(lon, lat)
    assert kept[0] is not None
    assert abs(kept[0] - lon) <= 0.00051
    assert round(kept[0] * 1000) == pytest.approx(kept[0] * 1000)


def test_the_load_of_a_demand_counts_the_way_too() -> None:
    load = rules.what_load(places=300, step=30, minutes=10, workers=5)
    assert (load.visits, load.hours) == (300, 75)
    assert rules.what_load(10, 0, 10, 0).visits == 0


def test_hours_that_suit_all_else_those_of_the_first() -> None:
    assert rules.which_hours([(None, None)]) is None
    assert rules.which_hours([(540, 1260), (600, 1080), (None, None)]) == rules.Hours(600, 1080)
    assert rules.which_hours([(540, 600), (700, 800)]) == rules.Hours(540, 600)


@pytest.mark.parametrize(
    ("to", "word"), [((0, 1), "n"), ((1, 1), "ne"), ((1, 0), "e"), ((-1, -1), "sw"), ((-1, 0), "w")]
)
def test_a_direction_is_one_of_eight(to: tuple[float, float], word: str) -> None:
    assert rules.which_direction(0, 0, to[0] / 1000, to[1] / 1000) == word
