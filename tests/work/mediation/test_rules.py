"""Who is proposed and why, who may begin, what is clear enough to agree on, what stays open afterwards."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.work.mediation import choosing, rules
from commongrid.work.mediation.terms import BodyKind, Candidate, Course, Ending, Onward, Origin, Term, Topic

A, B = uuid.uuid4(), uuid.uuid4()
LI = Candidate(1, ("wages",), ("zh",), 3)
SU = Candidate(2, ("wages", "family"), ("zh", "yue"), 9, is_expert=True)
MA = Candidate(3, (), ("zh",), 0)
HE = Candidate(4, ("wages",), ("zh",), 0, is_tied=True)


def test_one_clear_no_bars_it() -> None:
    assert rules.may_begin(["yes", "yes"]).answer
    assert rules.may_begin(["yes", "no"]).why[0].key == "mediation.barred"
    assert rules.may_begin(["yes", "asked"]).why[0].key == "mediation.consent_missing"
    assert rules.may_begin(["yes"]).why[0].key == "mediation.one_side_only"


def test_proposals_say_why_and_leave_out_who_is_tied() -> None:
    found = choosing.propose([LI, SU, MA, HE], "wages", {"yue"})
    assert [each.answer.id for each in found] == [2, 1, 3]
    assert [why.key for why in found[0].why] == [
        "mediation.knows_topic", "mediation.is_expert", "mediation.speaks", "mediation.open_matters",
    ]  # fmt: skip
    even = choosing.propose([Candidate(1, (), (), 2), Candidate(2, (), (), 1)], "wages", set())
    assert [each.answer.id for each in even] == [2, 1]


@given(st.text(min_size=1, max_size=20))
def test_the_same_lot_draws_the_same_one(lot: str) -> None:
    drawn = choosing.draw([LI, SU, MA, HE], lot).answer
    assert drawn is not None
    assert drawn == choosing.draw([MA, HE, SU, LI], lot).answer
    assert not drawn.is_tied


def test_nobody_to_draw() -> None:
    assert choosing.draw([HE], "lot").answer is None


def test_a_choice_holds_when_all_made_the_same() -> None:
    assert choosing.agreed_choice([7, 7]) == 7
    assert choosing.agreed_choice([7, None]) is None
    assert choosing.agreed_choice([7, 8]) is None
    assert choosing.agreed_choice([]) is None


@pytest.mark.parametrize(
    ("terms", "key"),
    [
        ([], "mediation.no_terms"),
        ([Term(uuid.uuid4(), "付款")], "mediation.term_without_party"),
        ([Term(A, " ")], "mediation.term_without_deed"),
        ([Term(A, "付款", None, Decimal(10))], "mediation.sum_without_day"),
        ([Term(A, "付款", date(2026, 4, 1), Decimal(0))], "mediation.sum_without_day"),
        ([Term(A, "付款", date(2026, 4, 1), Decimal(10)), Term(B, "撤回投诉")], "mediation.terms_clear"),
    ],
)
def test_terms_say_who_what_when_how_much(terms: list[Term], key: str) -> None:
    assert rules.are_terms(terms, {A, B}).why[0].key == key


def test_the_course_follows_where_it_comes_from() -> None:
    assert rules.course_for(BodyKind.PEOPLE, Origin.COURT, Topic.WAGES) is Course.COURT_BEFORE_FILING
    assert rules.course_for(BodyKind.LABOUR, Origin.PORTAL, Topic.WAGES) is Course.LABOUR
    assert rules.course_for(BodyKind.PEOPLE, Origin.PORTAL, Topic.WAGES) is Course.PEOPLE


def test_an_end_without_agreement_opens_routes_with_their_rule() -> None:
    assert rules.routes(Course.PEOPLE, Ending.AGREED) == ()
    assert rules.routes(Course.LABOUR, Ending.TIME_OVER)[0] == ("arbitration", "mediation.labour.term")


def test_what_is_missing_for_going_on() -> None:
    assert rules.lacks(Onward.NOTARY, ["identity"]) == ["agreement_draft", "property_papers"]


@given(st.uuids())
def test_a_number_can_be_read_out(of: uuid.UUID) -> None:
    number = rules.number(of)
    assert len(number) == 10
    assert not set(number) & set("01OIL")
