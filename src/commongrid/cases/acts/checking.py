"""Is it really done? The check by somebody else, the rating by the one who raised it, and doing it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor, Grant, Is
from commongrid.base.journal.statement import Update
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases.acts.core import Move, Reason, carry_out, check, needs
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Assignment, Case
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


def may_check(case: Case, by: Actor) -> bool:
    """Would the checker's rule let this actor check this case?"""
    if by.account_id is not None and by.account_id == case.handler_id:
        return matters.edition_kept(case.edition_id).self_check and not case.sampled
    return access.may(by, "cases.check", case).answer and by.unit_id != case.lead_unit_id
