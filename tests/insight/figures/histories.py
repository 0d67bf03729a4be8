"""Histories by chance through the real acts: everything that can happen to a case, at any hour, across a holiday."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal import queries as history
from commongrid.base.journal.terms import Recorded
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake.acts import admitting
from commongrid.intake.lifecycle import ACTS as REPORT_ACTS
from commongrid.intake.models import Report
from tests.cast import DISPUTE, GRID, LAMP, POTHOLE, Town

GRIDS = [GRID, "449900101002001", "449900101003002"]
MATTERS = [POTHOLE, LAMP, DISPUTE]
MARKS = cases.Marks(4, 4, 4, 4)


def play(town: Town, dice: random.Random, lives: int = 4, steps: int = 90) -> None:
    """Some reports come in, some become cases, and things happen to them in any order that is allowed."""
    for _ in range(lives):
        _arrive(town, dice)
    for _ in range(steps):
        town.later(minutes=dice.choice([3, 40, 400, 1500, 4000]))
        try:
            _decide(town, dice) if dice.random() < 0.15 else _act(town, dice)
        except Refused:
            continue


def entries() -> list[Recorded]:
    """Every entry of cases and reports, subject by subject."""
    subjects = [("case", str(pk)) for pk in Case.objects.order_by("pk").values_list("pk", flat=True)]
    subjects += [("report", str(pk)) for pk in Report.objects.order_by("pk").values_list("pk", flat=True)]
    return [entry for subject in subjects for entry in history.history(*subject)]


def in_order() -> list[Recorded]:
    """The same as the journal's tail gives them."""
    return sorted(entries(), key=lambda entry: (entry.era, entry.xid, entry.id))


def _arrive(town: Town, dice: random.Random) -> None:
    lon, lat = town.spot(dice.choice(GRIDS))
    report = town.report(lon=lon, lat=lat, channel=dice.choice(["snap", "phone", "12345"]))
    item = town.item(dice.choice(MATTERS))
    if dice.random() < 0.6:
        intake.admit(report, item, by=town.zhoumin, at=town.later(minutes=2))
    elif dice.random() < 0.5:
        admitting.settle(report, item, town.unit_of("liguoqiang"), by=SYSTEM, at=town.now, why="当场扶正")


def _decide(town: Town, dice: random.Random) -> None:
    report = dice.choice(list(Report.objects.order_by("pk")))
    case = dice.choice(list(Case.objects.order_by("pk")) or [None])
    at = town.now
    choices: dict[str, Callable[[], Any]] = {
        "send_to_verify": lambda: intake.send_to_verify(report, by=SYSTEM, at=at),
        "verify": lambda: intake.verify(report, "confirmed", by=SYSTEM, at=at),
        "admit": lambda: intake.admit(report, town.item(dice.choice(MATTERS)), by=SYSTEM, at=at),
        "decline": lambda: intake.decline(report, "DE01", by=SYSTEM, at=at, text="已有办法"),
        "follow": lambda: intake.follow(report, case, by=SYSTEM, at=at) if case else None,
        "withdraw": lambda: intake.withdraw(report, by=SYSTEM, at=at),
        "appeal": lambda: intake.appeal(report, by=SYSTEM, at=at, text="请再看"),
        "uphold_appeal": lambda: intake.answer_appeal(report, upheld=True, text="有理", by=SYSTEM, at=at),
        "correct": lambda: intake.correct(report, by=SYSTEM, at=at, area="449900101002"),
    }
    allowed = [name for name in choices if report.status in REPORT_ACTS[name].sources]
    if not allowed or dice.random() < 0.2:
        return _arrive(town, dice)
    return choices[dice.choice(allowed)]()


def _act(town: Town, dice: random.Random) -> None:
    every = list(Case.objects.select_related("lead_unit", "centre").order_by("pk"))
    if not every:
        return
    case, other = dice.choice(every), dice.choice(every)
    steps = _steps(case, other, town, dice)
    allowed = [name for name in steps if case.status in ACTS[name].sources]
    if allowed:
        steps[dice.choices(allowed, [OFTEN.get(name, 1) for name in allowed])[0]]()


OFTEN = {"assign": 6, "take": 8, "report_done": 6, "pass_check": 4, "rate": 4, "resume": 3}


def _steps(case: Case, other: Case, town: Town, dice: random.Random) -> dict[str, Callable[[], Any]]:
    at, until = town.now, town.now + timedelta(days=dice.choice([1, 4]))
    unit, second = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    lead = dice.choice([unit, second])
    above, below = town.unit_of("guojian"), town.unit_of("zhoumin")
    reason = dice.choice(["SB01", "SB02", "SB08"])
    return {
        "assign": lambda: cases.assign(case, lead, by=SYSTEM, at=at, why="归它"),
        "escalate": lambda: cases.escalate(case, above, by=SYSTEM, at=at, why="镇里办不了"),
        "delegate": lambda: cases.delegate(case, below, by=SYSTEM, at=at, why="镇里能办"),
        "take": lambda: cases.take(case, by=SYSTEM, at=at),
        "take_back": lambda: cases.take_back(case, by=SYSTEM, at=at),
        "report_done": lambda: cases.report_done(case, by=SYSTEM, at=at, why="好了", photos=9),
        "pass_check": lambda: cases.pass_check(case, by=SYSTEM, at=at),
        "fail_check": lambda: cases.fail_check(case, by=SYSTEM, at=at, why="还没好"),
        "send_back": lambda: cases.send_back(case, by=SYSTEM, at=at, reason=reason, why="不属我们"),
        "pause": lambda: cases.pause(case, by=SYSTEM, at=at, until=until, reason="PA01", why="等配件"),
        "resume": lambda: cases.resume(case, by=SYSTEM, at=at),
        "extend": lambda: cases.extend(case, by=SYSTEM, at=at, due=until, reason="EX01", why="材料未到"),
        "void": lambda: cases.void(case, by=SYSTEM, at=at, reason="VO01", why="重复"),
        "merge": lambda: cases.merge(case, other, by=SYSTEM, at=at, why="一回事"),
        "rate": lambda: cases.rate(case, MARKS, solved=dice.random() < 0.5, rater="p", by=SYSTEM, at=at),
        "reopen": lambda: cases.reopen(case, by=SYSTEM, at=at, why="又坏了"),
        "supervise": lambda: cases.supervise(
            case, level="red", text="急", answer_due_at=until, by=SYSTEM, at=at
        ),
        "answer_supervision": lambda: cases.answer_supervision(case, by=SYSTEM, at=at, text="在办"),
        "urge": lambda: cases.urge(case, by=SYSTEM, at=at),
        "whistle": lambda: cases.whistle(
            case, [unit, second], place="桥头", by_when=until, by=SYSTEM, at=at, why="到场"
        ),
        "answer_whistle": lambda: cases.answer_whistle(case, arrived=True, by=town.liguoqiang, at=at),
        "comment": lambda: cases.comment(case, "看过", is_public=False, by=SYSTEM, at=at),
        "relimit": lambda: cases.relimit(case, {"handle": [1, "working_days"]}, by=SYSTEM, at=at, why="改了"),
        "correct": lambda: _correct(case, town, dice),
    }


def _correct(case: Case, town: Town, dice: random.Random) -> None:
    item = town.item(dice.choice(MATTERS))
    limits = {"handle": [2, "working_days"], "check": [4, "working_hours"]} if dice.random() < 0.5 else {}
    changes = {"matter": item.matter_id, "edition": item.edition_id, "area": dice.choice(GRIDS)}
    cases.correct(case, changes, limits, told={}, by=SYSTEM, at=town.now, why="写错了")
