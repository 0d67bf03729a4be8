"""Is it really done? The check by somebody else, the rating by the one who raised it, and doing it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from commongrid.base.access import rules as access
from commongrid.base.access.terms import SYSTEM, Actor, Grant, Is
from commongrid.base.journal.statement import Insert, Update
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.cases.acts.core import Move, Reason, carry_out, check, needs
from commongrid.cases.acts.overseeing import supervise
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Assignment, Case, Rating
from commongrid.registry.matters import queries as matters


def pass_check(case: Case, *, by: Actor, at: datetime, why: Reason = "", photos: int = 0) -> Case:
    """核查通过: the case is closed and every clock stops. The checker is not the handler, save where self-check is allowed."""
    act = ACTS["pass_check"]
    _check_checker(case, "pass_check", by=by, at=at)
    is_self = by.account_id is not None and by.account_id == case.handler_id
    ended = Update(Assignment, {"case": case.pk, "ended_at": None}, {"ended_at": at, "ended_why": "closed"})
    changes = {"closed_at": at, "send_backs": 0, "satisfied": None}
    move = Move({"self_check": is_self, "photos": photos, "rework": case.reworks}, changes, [ended])
    return carry_out(case, act, move, by=by, at=at, why=why)


def fail_check(case: Case, *, by: Actor, at: datetime, why: str, photos: int = 0) -> Case:
    """核查不通过: back to handling; the handle clock goes on and the rework counts."""
    act = ACTS["fail_check"]
    _check_checker(case, "fail_check", by=by, at=at)
    changes = {"reworks": case.reworks + 1, "done_at": None}
    return carry_out(case, act, Move({"photos": photos}, changes), by=by, at=at, why=needs(why, "finding"))


def _check_checker(case: Case, name: str, *, by: Actor, at: datetime) -> None:
    act = ACTS[name]
    handles = by.account_id is not None and by.account_id == case.handler_id
    if handles and matters.edition_kept(case.edition_id).self_check and name == "pass_check":
        if case.sampled:
            raise Refused("cases.sampled_for_second_check", number=case.number)
        check(case, ACTS[name], by=_with_check(by, case), at=at)
        return
    if handles or (by.unit_id is not None and by.unit_id == case.lead_unit_id and by.role == "officer"):
        raise NotAllowed("cases.checker_is_handler")
    check(case, act, by=by, at=at)


def _with_check(by: Actor, case: Case) -> Actor:
    """The handler of a self-check matter may check just this one case."""
    return replace(by, grants=(*by.grants, Grant("cases.check", Is("pk", case.pk))))


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


def may_check(case: Case, by: Actor) -> bool:
    """Would the checker's rule let this actor check this case?"""
    if by.account_id is not None and by.account_id == case.handler_id:
        return matters.edition_kept(case.edition_id).self_check and not case.sampled
    return access.may(by, "cases.check", case).answer and by.unit_id != case.lead_unit_id
