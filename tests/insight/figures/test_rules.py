"""Periods that are compared, what is normal, and durations in buckets."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import ceil, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.insight.figures import buckets, indicators, rules
from commongrid.insight.figures.measures import MEASURES
from commongrid.insight.figures.models import Cell
from commongrid.insight.figures.terms import Normal, Period

DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@given(DAYS, st.integers(0, 800))
def test_pieces_are_the_period_and_nothing_twice(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    told = rules.pieces(period)
    covered = list(told.days)
    for month in told.months:
        covered += [month + timedelta(days=n) for n in range((rules.next_month(month) - month).days)]
    assert sorted(covered) == [first + timedelta(days=n) for n in range(length + 1)]
    assert len(told.days) <= 60


@given(DAYS, st.integers(0, 800), st.sampled_from(["day", "week", "month"]))
def test_stretches_follow_one_another(first: date, length: int, by: str) -> None:
    period = Period(first, first + timedelta(days=length))
    told = rules.stretches(period, by)
    assert (told[0].first, told[-1].last) == (period.first, period.last)
    assert all(one.last + timedelta(days=1) == after.first for one, after in pairwise(told))


def test_the_period_before_is_of_the_same_kind() -> None:
    assert rules.previous(MARCH) == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert rules.previous(Period(date(2026, 3, 2), date(2026, 3, 8))) == Period(
        date(2026, 2, 23), date(2026, 3, 1)
    )
    quarter = Period(date(2026, 4, 1), date(2026, 6, 30))
    assert rules.previous(quarter) == Period(date(2026, 1, 1), date(2026, 3, 31))


def test_last_year_knows_february() -> None:
    assert rules.last_year(Period(date(2024, 2, 29), date(2024, 2, 29))).last == date(2023, 2, 28)
    assert rules.last_year(Period(date(2025, 2, 1), date(2025, 2, 28))).last == date(2024, 2, 29)
    assert rules.last_year(MARCH) == Period(date(2025, 3, 1), date(2025, 3, 31))


def test_a_day_is_compared_with_its_weekday_and_a_month_with_months() -> None:
    sunday = Period(date(2026, 3, 8), date(2026, 3, 8))
    assert [one.first.weekday() for one in rules.past(sunday, 3)] == [6, 6, 6]
    assert rules.past(MARCH, 2) == [
        Period(date(2026, 2, 1), date(2026, 2, 28)),
        Period(date(2026, 1, 1), date(2026, 1, 31)),
    ]
    fortnight = rules.past(Period(date(2026, 3, 2), date(2026, 3, 15)), 2)
    assert fortnight[0].last < date(2026, 3, 2)
    assert fortnight[1].last < fortnight[0].first


def test_one_flood_does_not_move_what_is_normal() -> None:
    usual = rules.normal([100, 104, 98, 101, 97, 103, 99, 900]).answer
    assert usual is not None
    assert 85 < usual.low < 97
    assert 104 < usual.high < 120
    assert rules.is_unusual(900, usual)
    assert not rules.is_unusual(105, usual)
    assert not rules.is_unusual(None, usual)


@pytest.mark.parametrize(
    ("past", "why"), [([1.0, 2.0, None], "figures.too_few"), ([5.0] * 8, "figures.all_alike")]
)
def test_without_a_range_nothing_is_unusual(past: list[float | None], why: str) -> None:
    verdict = rules.normal(past)
    assert verdict.answer is None
    assert verdict.why[0].key == why
    assert not rules.is_unusual(1e9, verdict.answer)
    assert rules.is_unusual(4.0, Normal(2.0, 1.0, 3.0))


@given(st.lists(st.integers(2, 10_000_000), min_size=30, max_size=200), st.sampled_from([10, 50, 90]))
def test_a_quantile_is_right_to_within_the_stated_error(durations: list[int], percent: int) -> None:
    every = [{ceil(log(one) / log(buckets.GAMMA)): 1} for one in durations]
    told = buckets.quantile(buckets.added(*every), percent / 100)
    ranked = sorted(durations)
    exact = ranked[int(percent / 100 * (len(ranked) - 1))]
    assert told is not None
    assert abs(told - exact) <= buckets.ERROR * exact * 1.0001


def test_histograms_are_added_and_taken_apart() -> None:
    assert buckets.added({"3": 2}, {3: -2, 4: 1}, None) == {4: 1}
    assert buckets.quantile({}, 0.5) is None
    assert buckets.seconds(0) == 1.0


def test_every_measure_has_its_column_and_every_indicator_its_measures() -> None:
    columns = {field.name for field in Cell._meta.concrete_fields}
    assert MEASURES.keys() <= columns
    used = {name for one in indicators.every().values() for name in one.measures}
    assert used <= MEASURES.keys()


GOOD = {
    "code": "x", "name_zh": "甲", "name_en": "A", "formula_zh": "乙", "formula_en": "B", "source": "C",
    "unit": "share", "better": "up", "least": 10, "numerator": ["closed"], "denominator": ["due"],
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "percent"},
        {"better": "sideways"},
        {"numerator": ["imagined"]},
        {"denominator": []},
        {"formula_zh": " "},
        {"unit": "seconds"},
        {"stage": "handle", "unit": "seconds", "numerator": [], "denominator": [], "quantile": 2.0},
        {"least": 0},
    ],
)
def test_a_wrong_indicator_is_refused(wrong: dict[str, object]) -> None:
    assert indicators.read(dict(GOOD)).code == "x"
    with pytest.raises(ValueError, match="x: "):
        indicators.read({**GOOD, **wrong})
