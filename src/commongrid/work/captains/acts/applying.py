"""What a resident does: asks to answer for a building, takes it back, agrees or refuses when asked, resigns."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import State as PremisesState
from commongrid.work.captains import rules
from commongrid.work.captains.acts.core import held, move, own
from commongrid.work.captains.acts.serving import appoint, release
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import CAPTAINCY, STANDING, Origin, Reason, State


def apply(premises: Premises, capacity: str, key: str, *, by: Actor, at: datetime) -> Captaincy:
    """A resident who has proven their number asks to answer for a building. The same key again gives the first one.

    Refused: captains.prove_first, premises.not_open, captains.asked_already, captains.no_capacity.
    """
    if by.kind != "resident" or by.person_id is None:
        raise NotAllowed("captains.prove_first")
    person = UUID(by.person_id)
    return begin(premises, person, capacity, Origin.APPLIED, key, by=by, at=at)


def begin(
    premises: Premises, person: UUID, capacity: str, origin: Origin, key: str, *, by: Actor, at: datetime
) -> Captaincy:
    """A new captaincy that waits for an answer, with its entry."""
    if not rules.is_capacity(capacity):
        raise Refused("captains.no_capacity")
    if premises.state != PremisesState.OPEN:
        raise Refused("premises.not_open", name=premises.name)
    made = Captaincy(
        id=rules.captaincy_id(person, key), premises=premises, area=premises.area, person_id=person,
        capacity=capacity, origin=origin, asked_at=at,
        state=State.APPLIED if origin == Origin.APPLIED else State.NAMED,
    )  # fmt: skip
    with transaction.atomic():
        known = Captaincy.objects.select_related("premises").filter(pk=made.pk).first()
        if known is not None:
            return known
        if Captaincy.objects.filter(premises=premises, person=person, state__in=STANDING).exists():
            raise Refused("captains.asked_already", name=premises.name)
        kind = "captain.applied" if origin == Origin.APPLIED else "captain.named"
        told = {"name": premises.name, "code": premises.code, "capacity": capacity}
        entry = NewEntry(kind, at, by.snapshot(), told)
        row = Insert(Captaincy, _row(made), or_nothing=True)
        if not journal.open_subject(CAPTAINCY, row, entry, subject_id=made.pk, row=made):
            raise Refused("captains.asked_already", name=premises.name)
    return made


def _row(made: Captaincy) -> dict[str, object]:
    skipped = ("seq", "head")
    fields = [field for field in Captaincy._meta.concrete_fields if field.name not in skipped]
    return {field.name: getattr(made, field.attname) for field in fields}


def withdraw(captaincy_id: UUID, *, by: Actor, at: datetime) -> Captaincy:
    """The person takes it back before it was answered. Refused: captains.not_in_state."""
    found = held(captaincy_id, "withdraw")
    own(found, by)
    move(found, "captain.withdrawn", {"state": State.WITHDRAWN, "decided_at": at}, by=by, at=at)
    return found


def agree(captaincy_id: UUID, *, by: Actor, at: datetime) -> Captaincy:
    """Whoever was asked says yes: they are captain from now on. Refused: captains.not_in_state, captains.has_captain."""
    found = held(captaincy_id, "agree")
    own(found, by)
    appoint(found, "captain.agreed", by=by, at=at)
    return found


def refuse(captaincy_id: UUID, *, by: Actor, at: datetime) -> Captaincy:
    """Whoever was asked says no, and need not say why."""
    found = held(captaincy_id, "refuse")
    own(found, by)
    move(found, "captain.refused", {"state": State.REFUSED, "decided_at": at}, by=by, at=at)
    return found


def resign(captaincy_id: UUID, *, by: Actor, at: datetime) -> Captaincy:
    """The captain stops; at once, and without a reason."""
    found = held(captaincy_id, "end")
    own(found, by)
    release(found, Reason.RESIGNED, why="", by=by, at=at)
    return found
