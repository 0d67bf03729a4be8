"""One policy: what the single check says, the list filter says too, for any reach and any row."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commongrid.base.access import queries, rules
from commongrid.base.access.terms import SYSTEM, Actor, AllOf, AnyOf, Condition, Grant, Has, Is, Prefix
from commongrid.cases.models import Case
from tests.cast import Town

AREAS = ["", "4499", "449900101", "449900101001", "449900101001003", "449900102"]
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Prefix, st.just("area"), st.sampled_from(AREAS)),
    st.builds(Is, st.just("centre_id"), st.one_of(st.none(), st.integers(1, 40))),
    st.builds(Has, st.just("unit_ids"), st.one_of(st.none(), st.integers(1, 40))),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@pytest.mark.django_db
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition=conditions)
def test_the_filter_and_the_check_agree(town: Town, condition: Condition) -> None:
    if not Case.objects.exists():
        town.case()
        town.case(words="路灯不亮")
    let_through = set(Case.objects.filter(queries.as_filter(condition)))
    assert let_through == {case for case in Case.objects.all() if condition.holds(case)}


def test_without_a_grant_there_is_no_way_in() -> None:
    nobody = Actor(kind="staff", name="陌生人")
    assert not rules.may(nobody, "cases.see", SimpleNamespace(area="449900101")).answer
    assert queries.within(nobody, "cases.see") == Q(pk__in=())


def test_the_system_passes_and_a_refusal_says_why() -> None:
    thing: Any = SimpleNamespace(area="449900102001")
    assert rules.may(SYSTEM, "cases.see", thing).answer
    worker = Actor(
        kind="staff", role="grid_worker", grants=(Grant("cases.see", Prefix("area", "449900101")),)
    )
    verdict = rules.may(worker, "cases.see", thing)
    assert (verdict.answer, verdict.why[0].key) == (False, "access.out_of_reach")
