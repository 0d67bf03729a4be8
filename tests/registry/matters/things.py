"""A small catalogue to publish, revise and look things up in."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from commongrid.base.access.terms import SYSTEM
from commongrid.base.calendar.terms import Limit, Unit
from commongrid.registry.matters import acts
from commongrid.registry.matters.rules import Usual, UsualLimits, stage_limits
from commongrid.registry.matters.terms import Criterion, Item, Kind, Level

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
USUAL = UsualLimits(
    ordinary=Usual(
        dispatch=Limit(2, Unit.WORKING_HOURS),
        accept=Limit(4, Unit.WORKING_HOURS),
        check=Limit(1, Unit.WORKING_DAYS),
    ),
    urgent=Usual(
        dispatch=Limit(0.25, Unit.URGENT_HOURS),
        accept=Limit(0.5, Unit.URGENT_HOURS),
        check=Limit(4, Unit.URGENT_HOURS),
    ),
)


def row(
    words: str = "成堆生活垃圾", amount: float = 4, unit: Unit = Unit.WORKING_HOURS, **more: Any
) -> Criterion:
    limits = stage_limits(Limit(amount, unit), USUAL, dispatch_hours=None, accept=None, check=None)
    given = {"closing_zh": "清走", "limits": limits, "department": "D17", "level": Level.TOWN}
    return Criterion(criterion_zh=words, **{**given, **more})


LITTER = Item(
    code="SR-012",
    class_zh="市容环境",
    subclass_zh="垃圾与保洁",
    name_zh="暴露垃圾",
    name_en="Exposed litter",
    kind=Kind.EVENT,
    department="D17",
    keywords="垃圾堆 rubbish",
    is_public=True,
    rows=(row(),),
)
SPILL = replace(LITTER, code="SR-015", name_zh="道路遗撒", name_en="Spill on the road", keywords="")
COVER = replace(
    LITTER,
    code="BJ1-003",
    class_zh="市政公用部件",
    subclass_zh="井盖",
    name_zh="雨水井盖",
    name_en="Storm drain cover",
    kind=Kind.COMPONENT,
    department="D11",
    keywords="",
    questions=(
        {
            "key": "state",
            "zh": "怎么了？",
            "en": "What is wrong?",
            "type": "choice",
            "options": [],
            "required": True,
        },
    ),
    rows=(
        row("缺失", 2, Unit.URGENT_HOURS, department="D11", when={"state": "missing"}),
        row("沉陷", 5, Unit.WORKING_DAYS, department="D11", when={"state": "sunken"}),
        row("其他", 2, Unit.WORKING_DAYS, department="D11"),
    ),
)


def lay_out(*items: Item) -> None:
    """Departments, usual limits and the items, as a pack would."""
    departments = [
        {"code": code, "tier": "core18", "name_zh": name, "name_en": "", "confidence": "seen"}
        for code, name in (("D11", "市水务局"), ("D17", "市城管局"))
    ]
    acts.set_departments(departments, by=SYSTEM, at=MONDAY)
    acts.set_usual_limits(USUAL, by=SYSTEM, at=MONDAY)
    acts.publish_editions(items, origin="pack:test", by=SYSTEM, at=MONDAY, why="laid out")
