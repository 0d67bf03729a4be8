"""Another lawyer, another time, or none. A conflict of interest: another lawyer takes over, and the first reads nothing of it any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as booked
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.units.models import Post
from commongrid.work.advice import queries, rules
from commongrid.work.advice.acts.core import WRITE, begin, change, held_to
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import SERVICE, State


@transaction.atomic
def hand_over(found: Appointment, to: Post, *, by: Actor, at: datetime) -> Advice:
    """Note a conflict and hand the appointment on, with time and place as they are. What was drafted is gone.

    Refused: advice.given_already, .has_a_conflict, and what `appointments.hand_over` refuses.
    """
    held = booked.find(found.pk) or found
    require(by, WRITE, held)
    known = queries.of_appointment(found.pk)
    conflicted = list(known.conflicted) if known else []
    held_to(rules.may_hand_over(known.state if known else State.WAITING, to.pk, by.post_id, conflicted))
    conflicted.append(held.post_id)
    appointments.hand_over(held, to, by=by, at=at)
    kind = "advice.handed_over"
    if known is None:
        return begin(held, kind, State.WAITING, to.pk, conflicted, by=by, at=at)
    emptied = {"words": None, "referral": "", "number": "", "state": State.WAITING.value}
    return change(known, kind, {"post": to.pk, "conflicted": conflicted, **emptied}, by=by, at=at)


@transaction.atomic
def move(found: Appointment, to: Session, starts_at: datetime, *, by: Actor, at: datetime) -> Appointment:
    """The asker chooses another time, but not with a lawyer who has a conflict. Refused: advice.other_lawyer, and what moving refuses."""
    known = _unbegun(found)
    held_to(rules.may_serve(to.post_id, known.conflicted if known else ()))
    moved = appointments.move(found, to, starts_at, by=by, at=at)
    if known is not None and known.post_id != to.post_id:
        change(known, "advice.moved", {"post": to.post_id}, by=by, at=at)
    return moved


@transaction.atomic
def cancel(found: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """The asker calls it off. Refused: appointments.is_over once they were taken in."""
    _unbegun(found)
    return appointments.cancel(found, by=by, at=at)


def _unbegun(found: Appointment) -> Advice | None:
    known = queries.of_appointment(found.pk)
    held_to(rules.may_change(known.state if known else None))
    if found.session.service != SERVICE:
        raise Refused("appointments.other_service")
    return known
