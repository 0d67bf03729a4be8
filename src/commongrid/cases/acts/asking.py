"""A unit asks its dispatcher for a pause or for more time; `timing` answers."""

from __future__ import annotations

from datetime import datetime

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Insert
from commongrid.base.verdicts import Refused
from commongrid.cases.acts.core import Move, carry_out, check, needs, require_lead
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case, Request
from commongrid.cases.terms import Ask


def ask_pause(case: Case, *, by: Actor, at: datetime, until: datetime, reason: str, why: str) -> Case:
    """Ask the dispatcher to stop the clock until a day."""
    return _ask(case, Ask.PAUSE, "ask_pause", by=by, at=at, until=until, reason=reason, why=why)


def ask_extend(case: Case, *, by: Actor, at: datetime, until: datetime, reason: str, why: str) -> Case:
    """Ask for a later deadline; only before the present one has passed."""
    if case.due_at is not None and at > case.due_at:
        raise Refused("cases.extension_too_late", due=case.due_at.isoformat())
    if case.due_at is not None and until <= case.due_at:
        raise Refused("cases.extension_not_later", due=case.due_at.isoformat())
    return _ask(case, Ask.EXTEND, "ask_extend", by=by, at=at, until=until, reason=reason, why=why)


def _ask(
    case: Case, ask: Ask, name: str, *, by: Actor, at: datetime, until: datetime, reason: str, why: str
) -> Case:
    act = ACTS[name]
    check(case, act, by=by, at=at)
    require_lead(case, by)
    needs(why, "why")
    if until <= at:
        raise Refused("cases.until_in_the_past")
    if case.requests.filter(ask=ask, answered_at=None).exists():
        raise Refused("cases.already_asked", ask=str(ask))
    row = Insert(
        Request,
        {
            "case": case.pk,
            "ask": ask,
            "reason": reason,
            "text": why,
            "until": until,
            "asked_at": at,
            "asked_by": by.name,
            "asked_account_id": by.account_id,
        },
    )
    data = {"until": until.isoformat(), "reason": reason}
    return carry_out(case, act, Move(data, {}, [row]), by=by, at=at, why=why)
