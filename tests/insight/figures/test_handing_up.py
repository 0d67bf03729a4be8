"""Hand-ups and hand-backs: each for the centre that did it; what only goes down has not come back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.access.terms import SYSTEM
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.insight.figures import acts, queries
from commongrid.insight.figures.models import Happening
from commongrid.insight.figures.queries import Scope
from commongrid.insight.figures.terms import Cut, Period
from commongrid.registry.units.models import Unit
from tests.cast import Town
from tests.insight.figures import histories

pytestmark = pytest.mark.django_db


def figure(measure: str, town: Town, centre: Unit) -> int:
    """A measure of one centre, with as many cases behind it."""
    scope, today = Scope("", Cut.UNIT, str(centre.pk)), town.now.date()
    period = Period(today - timedelta(days=30), today + timedelta(days=30))
    told = queries.counts(scope, [period], {measure}).get((0, ""), {}).get(measure, 0)
    assert queries.facts(measure, scope, period).count() == told
    return told


def hand(town: Town, case: Case, way: str, to: Unit) -> None:
    case.refresh_from_db()
    getattr(cases, way)(case, to, by=SYSTEM, at=town.later(minutes=90), why="管不了")


def hear(town: Town, since: int = 0) -> int:
    told = histories.in_order()
    acts.count(told[since:], at=town.now)
    return len(told)


def test_each_hand_up_and_hand_back_counts_for_the_centre_that_did_it(town: Town) -> None:
    here, above, case = town.unit_of("zhoumin"), town.unit_of("guojian"), town.case()
    hand(town, case, "escalate", above)
    heard = hear(town)
    hand(town, case, "delegate", here)
    hand(town, case, "escalate", above)
    hear(town, heard)
    assert [figure("hand_ups", town, one) for one in (here, above)] == [2, 0]
    assert [figure("hand_backs", town, one) for one in (here, above)] == [0, 1]
    assert Happening.objects.filter(kind="escalated", answered=True).count() == 1


def test_what_goes_down_without_having_been_handed_up_has_not_come_back(town: Town) -> None:
    here, above, case = town.unit_of("zhoumin"), town.unit_of("guojian"), town.case()
    other = Unit.objects.create(
        code="T-OTHER", name_zh="邻镇中心", name_en="Next town's centre", kind="centre", level="town",
        division_id=here.division_id,
    )  # fmt: skip
    hand(town, case, "escalate", above)
    hand(town, case, "delegate", other)
    hand(town, case, "delegate", here)
    hear(town)
    assert figure("hand_backs", town, above) == 0
    assert figure("hand_backs", town, other) == 1
