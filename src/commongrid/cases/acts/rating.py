"""The one who raised it says whether it is solved; if not, it is done again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal.statement import Insert
from commongrid.base.verdicts import Refused, Why
from commongrid.cases.acts.core import Move, Reason, carry_out, check, needs
from commongrid.cases.acts.overseeing import supervise
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case, Rating


@dataclass(frozen=True, slots=True)
class Marks:
    """1 (bad) to 5 (good)."""

    speed: int
    result: int
    manner: int
    feedback: int


def rate(
    case: Case,
    marks: Marks,
    *,
    solved: bool,
    rater: str,
    by: Actor,
    at: datetime,
    text: str = "",
    answer_hours: int = 24,
) -> Case:
    """评价: the one who raised it rates, once a round. Not solved: done again once; not solved again: supervised."""
    act = ACTS["rate"]
    check(case, act, by=by, at=at)
    if not all(1 <= mark <= 5 for mark in (marks.speed, marks.result, marks.manner, marks.feedback)):
        raise Refused("cases.mark_out_of_range")
    if case.ratings.filter(round=case.round, rater=rater).exists():
        raise Refused("cases.already_rated")
    satisfied = solved and marks.result >= 3
    row = Insert(
        Rating,
        {
            "case": case.pk,
            "round": case.round,
            "rater": rater,
            "at": at,
            "solved": solved,
            "speed": marks.speed,
            "result": marks.result,
            "manner": marks.manner,
            "feedback": marks.feedback,
            "text": text,
        },
    )
    data = {
        "solved": solved,
        "satisfied": satisfied,
        "marks": [marks.speed, marks.result, marks.manner, marks.feedback],
    }
    with transaction.atomic():
        carry_out(case, act, Move(data, {"satisfied": satisfied}, [row]), by=by, at=at)
        if not solved:
            _do_again(case, at=at, answer_hours=answer_hours)
    return case


def _do_again(case: Case, *, at: datetime, answer_hours: int) -> None:
    is_again = case.redos > 0
    _reopen(case, by=SYSTEM, at=at, why=(Why("cases.redo_asked", {"times": case.redos + 1}),), redo=True)
    if is_again:
        due = at + timedelta(hours=answer_hours)
        supervise(
            case, level="yellow", text="", answer_due_at=due, by=SYSTEM, at=at, why=(Why("cases.redo_twice"),)
        )


def reopen(case: Case, *, by: Actor, at: datetime, why: str, within_days: int = 15) -> Case:
    """重办: a new round under the same number, by the reporter within some days or by a supervisor."""
    if case.closed_at and by.kind == "resident" and at > case.closed_at + timedelta(days=within_days):
        raise Refused("cases.reopen_too_late", days=within_days)
    needs(why, "why")
    return _reopen(case, by=by, at=at, why=why, redo=False)


def _reopen(case: Case, *, by: Actor, at: datetime, why: Reason, redo: bool) -> Case:
    act = ACTS["reopen"]
    check(case, act, by=by, at=at)
    changes: dict[str, Any] = {
        "round": case.round + 1,
        "lead_unit": None,
        "unit_ids": [],
        "handler": None,
        "done_at": None,
        "closed_at": None,
        "on_time": None,
        "settled": False,
        "redos": case.redos + (1 if redo else 0),
    }
    data = {"round": case.round + 1, "redo": redo, "last_unit": case.lead_unit_id}
    return carry_out(case, act, Move(data, changes), by=by, at=at, why=why)
