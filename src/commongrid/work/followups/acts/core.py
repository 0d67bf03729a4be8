"""What every act of a follow-up call shares: held to a verdict, and one statement with its entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Verdict
from commongrid.work.followups.models import Call
from commongrid.work.followups.terms import CALL

FREE: dict[str, Any] = {"claimed_by": None, "claimed_name": "", "claimed_until": None}


def held_to(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def move(
    found: Call,
    kind: str,
    changes: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    told: Mapping[str, Any] | None = None,
) -> Call:
    """Write what changes of a call with its entry, which names the case and no person; Outrun when another was first."""
    data = {"case_number": found.case.number, "round": found.round, **(told or {})}
    if not journal.move_subject(CALL, found, NewEntry(kind, at, by.snapshot(), data), dict(changes)):
        raise Outrun("followups.outrun")
    return found
