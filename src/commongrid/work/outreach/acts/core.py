"""What every act of a request shares: the right, the table, one statement with its entry."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Verdict
from commongrid.work.outreach.lifecycle import ACTS, decide
from commongrid.work.outreach.models import Request
from commongrid.work.outreach.terms import REQUEST, State


def held_to(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def check(found: Request, name: str, *, by: Actor) -> None:
    """Refuse, and say why, what the right or the table does not allow."""
    require(by, ACTS[name].ability, found)
    held_to(decide(ACTS[name], State(found.state)))


def move(
    found: Request,
    name: str,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    told: dict[str, Any] | None = None,
) -> Request:
    """Write what changes with its entry; Outrun when somebody else was first."""
    act = ACTS[name]
    entry = NewEntry(act.kind, at, by.snapshot(), {**facts(found), **(told or {})})
    moved = {"state": str(act.leads_to(State(found.state))), **changes}
    if not journal.move_subject(REQUEST, found, entry, moved):
        raise Outrun("outreach.outrun")
    return found


def facts(found: Request) -> dict[str, Any]:
    """What every entry says: which service, where, which unit."""
    return {
        "service": found.service.name,
        "area": found.area,
        "unit": found.unit_id,
        "unit_name": found.unit.name_zh,
    }


def said(words: str) -> str:
    """What was written, without blanks around it. Refused when nothing was."""
    if not words.strip() or "\x00" in words:
        raise Refused("outreach.say_why")
    return words.strip()[:200]
