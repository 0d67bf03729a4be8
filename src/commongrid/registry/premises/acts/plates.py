"""Plates: the code at the door."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.registry.premises.acts.core import move, seen
from commongrid.registry.premises.models import Plate, Premises
from commongrid.registry.premises.terms import State

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10
"""31 signs to the tenth: of 900,000 plates one try in nine hundred million finds one."""
AT_ONCE = 200


def make_plate(premises_id: UUID, seq: int, *, by: Actor, at: datetime, why: str = "") -> Plate:
    """A new plate; one that was in force leads nowhere from now on (lost, stolen, copied). Refused: premises.not_open."""
    with transaction.atomic():
        premises = seen(premises_id, seq, "premises.plate", by=by)
        if premises.state != State.OPEN:
            raise Refused("premises.not_open", name=premises.name)
        Plate.objects.filter(premises=premises, withdrawn_at=None).update(withdrawn_at=at)
        move(premises, "premises.plate_made", {}, {"why": why}, by=by, at=at)
        token = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        return Plate.objects.create(token=token, premises=premises, made_at=at)


def make_missing_plates(premises: Sequence[Premises], *, by: Actor, at: datetime) -> int:
    """Plates for those of a page that have none; how many were made. Refused: premises.too_many_plates."""
    if len(premises) > AT_ONCE:
        raise Refused("premises.too_many_plates", most=AT_ONCE)
    held = set(
        Plate.objects.filter(premises__in=premises, withdrawn_at=None).values_list("premises_id", flat=True)
    )
    missing = [one for one in premises if one.pk not in held and one.state == State.OPEN]
    for one in missing:
        make_plate(one.pk, one.seq, by=by, at=at)
    return len(missing)
