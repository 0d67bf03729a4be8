"""Acts that stop, move or recompute the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Update, Write
from commongrid.base.verdicts import Refused
from commongrid.cases.acts.core import Move, Reason, carry_out, check, needs, require_lead
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case, Request
from commongrid.cases.terms import Ask


def pause(case: Case, *, by: Actor, at: datetime, until: datetime, reason: str, why: str) -> Case:
    """挂账: stop the clock until a moment; by then somebody resumes it or the timetable does."""
    act = ACTS["pause"]
    check(case, act, by=by, at=at)
    needs(why, "why")
    if until <= at:
        raise Refused("cases.until_in_the_past")
    data = {"until": until.isoformat(), "reason": reason}
    move = Move(data, {"paused_until": until}, [_answered(case, Ask.PAUSE, True, at)])
    return carry_out(case, act, move, by=by, at=at, why=why)


def resume(case: Case, *, by: Actor, at: datetime, why: Reason = "") -> Case:
    """The clock goes on from where it stood."""
    act = ACTS["resume"]
    check(case, act, by=by, at=at)
    if by.unit_id in case.unit_ids:
        require_lead(case, by)
    return carry_out(case, act, Move({}, {"paused_until": None}), by=by, at=at, why=why)


def extend(case: Case, *, by: Actor, at: datetime, due: datetime, reason: str, why: str) -> Case:
    """延期: a later deadline, granted before the present one has passed or asked for before it."""
    act = ACTS["extend"]
    check(case, act, by=by, at=at)
    needs(why, "why")
    asked = case.requests.filter(ask=Ask.EXTEND, answered_at=None).first()
    if case.due_at is not None and (asked.asked_at if asked else at) > case.due_at:
        raise Refused("cases.extension_too_late", due=case.due_at.isoformat())
    if due <= at or (case.due_at is not None and due <= case.due_at):
        raise Refused("cases.extension_not_later", due=(case.due_at or at).isoformat())
    if asked and asked.asked_account_id == by.account_id and by.kind == "staff":
        raise Refused("cases.not_own_request")
    data = {"due": due.isoformat(), "reason": reason}
    return carry_out(
        case, act, Move(data, {}, [_answered(case, Ask.EXTEND, True, at)]), by=by, at=at, why=why
    )


def refuse_ask(case: Case, *, ask: Ask, by: Actor, at: datetime, why: str) -> Case:
    """Say no to a pause or an extension, with the reason."""
    act = ACTS["refuse_ask"]
    check(case, act, by=by, at=at)
    if not case.requests.filter(ask=ask, answered_at=None).exists():
        raise Refused("cases.nothing_asked")
    move = Move({"ask": str(ask)}, {}, [_answered(case, ask, False, at)])
    return carry_out(case, act, move, by=by, at=at, why=needs(why, "why"))


def _answered(case: Case, ask: Ask, granted: bool, at: datetime) -> Write:
    return Update(
        Request, {"case": case.pk, "ask": ask, "answered_at": None}, {"answered_at": at, "granted": granted}
    )


def relimit(
    case: Case, limits: dict[str, Any], *, by: Actor, at: datetime, why: Reason, since: str = "start"
) -> Case:
    """Recompute the deadlines of an open case on purpose, after its limit or the calendar was changed."""
    act = ACTS["relimit"]
    check(case, act, by=by, at=at)
    return carry_out(case, act, Move({"limits": limits, "from": since}), by=by, at=at, why=why)
