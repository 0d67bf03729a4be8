"""What every act on an assessment shares: who may, the table, one statement with its entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Verdict
from commongrid.work.centres.lifecycle import ACTS, Act, decide
from commongrid.work.centres.models import Assessment
from commongrid.work.centres.terms import ASSESSMENT, State


def check(found: Assessment, name: str, *, by: Actor) -> Act:
    """Refuse, and say why, what the right or the table does not allow."""
    act = ACTS[name]
    require(by, act.ability, found)
    held_to(decide(act, State(found.state)))
    return act


def held_to(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def move(
    found: Assessment,
    act: Act,
    *,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
    then: Sequence[Write] = (),
) -> Assessment:
    """Write what changes with its entry; Outrun when somebody else was first."""
    moved = {"state": str(act.leads_to(State(found.state))), **(changes or {})}
    data = {"point": found.point_id, "point_name": found.point.name, **(told or {})}
    if not journal.move_subject(
        ASSESSMENT, found, NewEntry(act.kind, at, by.snapshot(), data), moved, then=then
    ):
        raise Outrun("centres.outrun")
    return found


def said(text: str) -> str:
    """Words that have to be there. Refused: centres.say_why."""
    if not text.strip():
        raise Refused("centres.say_why")
    return text.strip()
