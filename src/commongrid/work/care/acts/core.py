"""What every act of care visits shares: entries that name nobody, and who may."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Outrun, Refused, Verdict
from commongrid.work.care import rules
from commongrid.work.care.models import Care
from commongrid.work.care.terms import SUBJECT


def entry(kind: str, *, by: Actor, at: datetime) -> NewEntry:
    """That something happened: of staff only role and unit, of a resident only that it was one, and no content."""
    actor = {"kind": "resident"} if by.kind == "resident" else by.for_the_unit().snapshot()
    return NewEntry(kind, at, actor, {})


def change(one: Care, kind: str, changes: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Move a care that still goes on; Refused care.is_over, Outrun when somebody was faster."""
    insist(rules.is_open(one.state))
    if not journal.move_subject(SUBJECT, one, entry(kind, by=by, at=at), changes):
        raise Outrun("care.outrun")


def insist(verdict: Verdict[bool]) -> None:
    """Refuse with the first reason unless the verdict is yes."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def require_own(one: Care, by: Actor) -> UUID:
    """The person's own or their guardian's; NotAllowed for everybody else."""
    if by.kind != "resident" or by.person_id not in {str(one.person_id), str(one.guardian_id)}:
        raise NotAllowed("care.not_yours")
    return UUID(by.person_id)
