"""Criteria are judged by facts alone: the same facts give the same answer, with its reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.work.ratings import judging, rules
from commongrid.work.ratings.terms import Criteria, Criterion, Grade, Need, Proof, Scheme

ON = date(2026, 3, 2)
GAPS = Criterion("gaps", "隐患", "Gaps", Need.MUST, Proof.AT_MOST, "x.gaps", 1)
OLD = Criterion("old", "旧隐患", "Old gaps", Need.MUST, Proof.NOT_OLDER, "x.oldest", 15)
SEEN = Criterion("seen", "出口", "Exits", Need.MUST, Proof.SEEN)
ROOMS = Criterion("rooms", "房间", "Rooms", Need.SHOULD, Proof.NOT_OVER, "x.until")
CAPTAIN = Criterion("captain", "楼栋长", "Captain", Need.SHOULD, Proof.YES, "x.captain")
CRITERIA = Criteria(Scheme.RENTAL, (GAPS, OLD, SEEN, ROOMS, CAPTAIN), 50, 12)
KNOWN = {"x.gaps": 0, "x.oldest": None, "x.until": ON, "x.captain": 0}


@pytest.mark.parametrize(
    ("criterion", "value", "met", "why"),
    [
        (GAPS, 1, True, "ratings.counted"),
        (GAPS, 2, False, "ratings.counted"),
        (GAPS, None, False, "ratings.not_known"),
        (OLD, None, True, "ratings.none_open"),
        (OLD, ON - timedelta(days=15), True, "ratings.days_ago"),
        (OLD, ON - timedelta(days=16), False, "ratings.days_ago"),
        (ROOMS, ON, True, "ratings.holds_until"),
        (ROOMS, ON - timedelta(days=1), False, "ratings.holds_until"),
        (ROOMS, None, False, "ratings.not_known"),
        (CAPTAIN, 1, True, "ratings.fact_yes"),
        (CAPTAIN, None, False, "ratings.fact_no"),
    ],
)
def test_each_test_of_a_fact(criterion: Criterion, value: int | date | None, met: bool, why: str) -> None:
    verdict = judging.looked_up(criterion, {criterion.fact: value}, ON)
    assert (verdict.answer, verdict.why[0].key) == (met, why)


def test_what_was_not_looked_at_is_asked_for() -> None:
    assert judging.findings(CRITERIA, KNOWN, {}, ON).why[0].key == "ratings.look_at"


def test_a_must_decides_alone_and_the_others_by_their_share() -> None:
    found = judging.findings(CRITERIA, KNOWN, {"seen": (True, "")}, ON).answer
    assert judging.what_grade(CRITERIA, found).answer == Grade.SAFE
    late = judging.findings(CRITERIA, {**KNOWN, "x.until": None}, {"seen": (True, "")}, ON).answer
    assert judging.what_grade(CRITERIA, late).why[0].key == "ratings.shoulds_lack"
    shut = judging.findings(CRITERIA, KNOWN, {"seen": (False, "锁着")}, ON).answer
    assert judging.what_grade(CRITERIA, shut).why[0].key == "ratings.musts_lack"


@given(st.integers(0, 5), st.integers(-40, 40))
def test_fewer_and_younger_gaps_are_never_worse(gaps: int, days: int) -> None:
    worse = {"x.gaps": gaps + 1, "x.oldest": ON - timedelta(days=days + 1)}
    better = {"x.gaps": gaps, "x.oldest": ON - timedelta(days=days)}
    for criterion in (GAPS, OLD):
        assert (
            judging.looked_up(criterion, better, ON).answer
            or not judging.looked_up(criterion, worse, ON).answer
        )


def test_nobody_answers_an_appeal_against_their_own_word() -> None:
    raters = ((1, 10), (2, 11))
    assert rules.may_decide_appeal(1, 12, raters).why[0].key == "ratings.rated_yourself"
    assert rules.may_decide_appeal(3, 11, raters).why[0].key == "ratings.your_unit_rated"
    assert rules.may_decide_appeal(3, 12, raters).answer


def test_terms_and_days() -> None:
    assert rules.until(date(2026, 3, 31), 11) == date(2027, 2, 27)
    assert rules.until(ON, 12) == date(2027, 3, 1)
    assert rules.shown("in_force", ON, ON) == "in_force"
    assert rules.shown("in_force", ON, ON + timedelta(days=1)) == "expired"
    assert rules.shown("withdrawn", ON, ON) == ""
    assert rules.may_appeal(ON, ON + timedelta(days=15), 15, appealed=False).answer
    assert not rules.may_appeal(ON, ON + timedelta(days=16), 15, appealed=False).answer
    assert not rules.may_appeal(ON, ON, 15, appealed=True).answer


def test_criteria_that_cannot_be_are_named() -> None:
    twice = Criteria(Scheme.RENTAL, (GAPS, GAPS), 120, 12)
    assert {flaw.key for flaw in judging.flaws(twice)} == {"ratings.codes", "ratings.figures"}
