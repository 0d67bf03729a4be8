"""Who is drawn, when somebody is tried again, what has to be said, what can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commongrid.work.followups import queries, rules
from commongrid.work.followups.terms import About, Asks, Heard, Line, Next, Plan, Result, Share, State

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
ABOUT = About("HC-0001", 1, "12345", "SR-031", "449900101001", 0)
PLAN = Plan(
    shares=(Share("12345", "SR", "", 40), Share("", "", "449900101", 30), Share("12345", "", "", 20)),
    percent=5,
)


@pytest.mark.parametrize(
    ("told", "percent"),
    [
        ({}, 40),
        ({"matter": "JF-009"}, 30),
        ({"matter": "JF-009", "area": "449900102001"}, 20),
        ({"matter": "JF-009", "area": "449900102001", "channel": "snap"}, 5),
    ],
)
def test_the_first_share_that_fits_holds(told: dict[str, str], percent: int) -> None:
    assert rules.percent_for(PLAN, replace(ABOUT, **told)) == percent


def test_who_is_drawn_is_settled_by_the_number() -> None:
    asked = [replace(ABOUT, number=f"HC-{n}") for n in range(2000)]
    drawn = [rules.is_called(PLAN, one, 0).answer for one in asked]
    assert 700 < sum(drawn) < 900
    assert drawn == [rules.is_called(PLAN, one, 0).answer for one in asked]
    assert not any(rules.is_called(PLAN, one, 100).answer for one in asked), "the week is full"


def test_what_is_always_called_is_called_in_a_full_week_too() -> None:
    none = replace(PLAN, shares=(), percent=0)
    assert rules.is_called(none, replace(ABOUT, round=2), 100).answer
    assert rules.is_called(none, replace(ABOUT, urges=1), 100).answer
    assert not rules.is_called(replace(none, always_redone=False), replace(ABOUT, round=2), 0).answer


def test_not_reached_is_tried_at_another_hour_until_the_last() -> None:
    assert rules.after_call(Result.NOT_REACHED, 2, 3) == State.DUE
    assert rules.after_call(Result.NOT_REACHED, 3, 3) == State.UNREACHED
    assert [rules.next_try(NOON + timedelta(hours=by)) - NOON for by in (-2, 0, 3, 5, 9)] == [
        timedelta(hours=by) for by in (4, 4, 7.5, 7.5, 22.5)
    ]


def test_what_was_heard_has_to_say_enough() -> None:
    unhappy = Heard(Result.NOT_SATISFIED, words="还在漏", then=Next.REDO, note="重新查漏")
    assert rules.can_be_kept(unhappy).answer
    for wrong in (
        replace(unhappy, words=" "),
        replace(unhappy, note=""),
        replace(unhappy, result=Result.SATISFIED),
    ):
        assert not rules.can_be_kept(wrong).answer


def test_a_wrong_tap_is_taken_back_within_the_minute() -> None:
    soon, late = NOON + timedelta(seconds=59), NOON + timedelta(seconds=61)
    assert rules.can_be_undone(State.SATISFIED, NOON, soon, is_own=True).answer
    for state, now, is_own in (
        (State.SATISFIED, late, True),
        (State.SATISFIED, soon, False),
        (State.NOT_SATISFIED, soon, True),
        (State.WITHDRAWN, soon, True),
    ):
        assert not rules.can_be_undone(state, NOON, now, is_own=is_own).answer


def test_plan_and_script_are_looked_through() -> None:
    assert rules.is_plan(queries.proposed_plan()).answer
    assert rules.is_script(queries.proposed_script()).answer
    for wrong in (replace(PLAN, percent=101), replace(PLAN, tries=0), replace(PLAN, shares=(Share(),) * 41)):
        assert not rules.is_plan(wrong).answer
    line = Line("a", Asks.SAY, "你好", "Good day")
    for lines in ([], [line, line], [replace(line, en=" ")]):
        assert not rules.is_script(lines).answer
