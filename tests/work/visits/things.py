"""Days, matters and plans for the tests of this room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.work.visits import acts
from commongrid.work.visits.models import Day, Matter
from commongrid.work.visits.terms import PlanMade, Planned, StepPlan
from tests.cast import Town

VILLAGE = "449900101001"
PHONE = "13800007777"


def planned(town: Town, **other: Any) -> Planned:
    facts = {
        "division": VILLAGE, "begins_at": town.now + timedelta(hours=1), "ends_at": town.now + timedelta(hours=4),
        "leaders": ("镇党委书记", "派出所所长"), "about": "邻里纠纷、道路", "point": "SP-449900101001",
    }  # fmt: skip
    return Planned(**{**facts, **other})


def announced(town: Town, **other: Any) -> Day:
    day = acts.plan(planned(town, **other), str(uuid4()), by=town.huangweiming, at=town.now)
    return acts.announce(day, by=town.huangweiming, at=town.now)


def held(town: Town) -> Day:
    return acts.begin(announced(town), by=town.huangweiming, at=town.later(hours=1))


def draft(words: str = "楼上漏水，天花板都湿了") -> intake.Draft:
    key = uuid4()
    return intake.Draft(channel="visit", key=str(key), id=key, words=words, area=VILLAGE)


def brought(town: Town, day: Day | None = None, *, phone: str = PHONE) -> Matter:
    """Somebody comes to a day that is held."""
    return acts.walk_in(day or held(town), draft(), phone=phone, by=town.huangweiming, at=town.now)[1]


def registered(town: Town, day: Day, *, phone: str = PHONE) -> Matter:
    return acts.register(day, draft(), phone=phone, by=reports.reporter(), at=town.now)[1]


def plan(town: Town) -> PlanMade:
    today = town.now.date()
    steps = (
        StepPlan("查清渗漏点", "住建办", today + timedelta(days=3)),
        StepPlan("修好并回看", "社区", today + timedelta(days=10)),
    )
    return PlanMade("镇长", ("住建办", "社区居委会"), steps)


def closed(town: Town, matter: Matter) -> Case:
    """The case behind a matter goes round the loop and is closed."""
    case = Case.objects.get(pk=matter.report.case_id)
    unit = town.unit_of("liguoqiang")
    cases.assign(case, unit, by=town.zhoumin, at=town.later(minutes=5), why="职责所在")
    cases.take(case, by=town.liguoqiang, at=town.later(minutes=5))
    cases.report_done(case, by=town.liguoqiang, at=town.later(hours=2), why="已修好", photos=1)
    cases.pass_check(case, by=town.zhoumin, at=town.later(hours=1))
    return case
