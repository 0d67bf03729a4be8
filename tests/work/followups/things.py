"""Plans, closed cases and calls for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.registry.people import acts as people
from commongrid.work.followups import acts, queries
from commongrid.work.followups.models import Call
from commongrid.work.followups.terms import Plan
from tests.cast import Town

PHONE = "13800005555"
EVERYBODY = Plan(percent=100, wait_hours=0)


def planned(town: Town, **other: Any) -> Plan:
    plan = replace(EVERYBODY, **other)
    acts.set_plan(plan, by=town.suqing, at=town.now, why="试行")
    return plan


def round_the_loop(town: Town, case: Case) -> Case:
    """A case is handled and closed."""
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=5), why="职责所在")
    cases.take(case, by=town.liguoqiang, at=town.later(minutes=5))
    cases.report_done(case, by=town.liguoqiang, at=town.later(hours=2), why="已修好", photos=1)
    return cases.pass_check(case, by=town.zhoumin, at=town.later(hours=1))


def closed(town: Town, *, phone: str = PHONE, **told: Any) -> Case:
    """A case of somebody who left a number (or none), closed."""
    if phone:
        told["person_id"] = people.remember(phone=phone, name="", at=town.now).pk
    return round_the_loop(town, town.case(**told))


def owed(town: Town, **told: Any) -> Call:
    """A call that is due now, about a case that was closed just now."""
    if queries.plan() is None:
        planned(town)
    case = closed(town, **told)
    assert acts.case_closed(case.pk, at=town.now)
    return found(case)


def found(case: Case) -> Call:
    call = queries.find(Call.objects.get(case=case.pk, round=case.round).pk)
    assert call is not None
    return call


def taken(town: Town, **told: Any) -> Call:
    call = owed(town, **told)
    return acts.claim(call, by=town.liangyong, at=town.later(seconds=1))
