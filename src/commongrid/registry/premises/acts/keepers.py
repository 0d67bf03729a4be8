"""Whom one may call: a person in registry/people, never a name or number in a table of ours or in an entry."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Why
from commongrid.registry.people import acts as people
from commongrid.registry.people.terms import Section
from commongrid.registry.premises.acts.core import move, seen
from commongrid.registry.premises.models import Premises


def set_keeper(
    premises_id: UUID, seq: int, *, name: str, phone: str, by: Actor, at: datetime, why: str = ""
) -> Premises:
    """Note whom one may call there; without a phone the note is taken away. Refused with what is wrong with the number."""
    with transaction.atomic():
        premises = seen(premises_id, seq, "premises.change", by=by)
        person = people.remember(phone=phone, name=name, at=at) if phone.strip() else None
        told = {"is_known": person is not None, "why": why}
        move(premises, "premises.keeper_set", {"keeper": person.pk if person else None}, told, by=by, at=at)
    return premises


def hand_over(
    premises_id: UUID, *, captain: int | None, keeper: UUID | None, by: Actor, at: datetime, why: str
) -> Premises:
    """Somebody answers for it from now on, or nobody does: the captain's post and whom one may call go together.

    Without a captain the contact goes too. By people's ids: no number is read here.
    """
    with transaction.atomic():
        premises = Premises.objects.select_for_update().get(pk=premises_id)
        require(by, "premises.change", premises)
        told = {"before": {"captain": premises.captain_id}, "after": {"captain": captain}, "why": why}
        move(premises, "premises.changed", {"captain": captain, "keeper": keeper}, told, by=by, at=at)
    return premises


def look_up_keeper(premises_id: UUID, field: str, *, by: Actor, at: datetime, why: str) -> str | None:
    """The name or phone in full, after the look is in the access log and the journal. Never inside a transaction."""
    premises = Premises.objects.get(pk=premises_id)
    require(by, "premises.see", premises)
    if premises.keeper_id is None:
        return None
    return people.unmask(
        premises.keeper_id, field, about=_Reached(premises), context=f"premises:{premises.code}",
        by=by, at=at, why=why,
    )  # fmt: skip


class _Reached:
    """A premises as a grant on personal data asks about it."""

    def __init__(self, premises: Premises) -> None:
        self.area, self.centre_id = premises.area, None
        self.unit_ids = [premises.unit_id] if premises.unit_id else []


class Keepers:
    """What this room stores about a person: which premises name them."""

    key = "premises.keeper"

    def data(self, person_id: UUID) -> Section:
        """The premises that name this person, for their own eyes (index premises_premises_keeper)."""
        rows = (
            Premises.objects.filter(keeper=person_id).order_by("code").values("name", "address", "added_at")
        )
        return Section("people.premises", tuple(rows))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        """Nothing: a contact may be forgotten at any time."""
        return ()

    def forget(self, person_id: UUID, at: datetime) -> int:
        """Take the person out of every premises that names them."""
        gone: dict[str, Any] = {"keeper": None}
        return Premises.objects.filter(keeper=person_id).update(**gone)
