"""What every act shares: one statement with its entry, which says where and nothing of whom or what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Outrun, Refused, Verdict
from commongrid.registry.appointments.models import Appointment
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import SUBJECT, State

SEE, WRITE = "advice.see", "advice.write"


def held_to(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def begin(
    found: Appointment,
    kind: str,
    state: State,
    post_id: int,
    conflicted: list[int],
    *,
    by: Actor,
    at: datetime,
) -> Advice:
    """The row of an appointment; Outrun when there is one already."""
    row: dict[str, Any] = {
        "id": uuid7(at), "appointment": found.pk, "code_hash": bytes(found.code_hash), "point": found.session.point_id,
        "post": post_id, "conflicted": conflicted, "state": state.value, "begun_at": at, "changed_at": at,
        "referral": "", "number": "", "lawyer": "",
    }  # fmt: skip
    made = Advice(
        **{**row, "appointment": found, "point": found.session.point, "post": None, "post_id": post_id}
    )
    entry = NewEntry(kind, at, by.snapshot(), {"name": found.session.point.name})
    insert = Insert(Advice, row, or_nothing=True)
    if not journal.open_subject(SUBJECT, insert, entry, subject_id=made.pk, row=made):
        raise Outrun("advice.outrun")
    return made


def change(found: Advice, kind: str, changes: dict[str, Any], *, by: Actor, at: datetime) -> Advice:
    """Write what changes; Outrun when somebody else was first."""
    entry = NewEntry(kind, at, by.snapshot(), {"name": found.point.name})
    if not journal.move_subject(SUBJECT, found, entry, {**changes, "changed_at": at}):
        raise Outrun("advice.outrun")
    return found
