"""Rolls of names behind a group: kept sealed, read one look at a time with a reason, deleted after a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from commongrid.base.access import acts as access
from commongrid.base.access.terms import Actor
from commongrid.base.privacy import acts as privacy
from commongrid.base.privacy.ids import uuid7
from commongrid.registry.people.models import Roll

LABEL = "people_roll.names"


def keep_roll(names: Sequence[str], *, at: datetime) -> Roll:
    """Names, sealed; within the caller's transaction."""
    made = Roll(id=uuid7(at), created_at=at)
    made.names = "\n".join(names)
    made.save(force_insert=True)
    return made


def read_roll(roll_id: UUID, *, about: Any, context: str, by: Actor, at: datetime, why: str) -> list[str]:
    """The names, after the look is committed to the access log. The grant `people.unmask` must reach `about`.

    Refused: privacy.reason_too_short. Never call it inside a transaction.
    """
    access.require(by, "people.unmask", about)
    with transaction.atomic(durable=True):
        roll = Roll.objects.get(pk=roll_id)
        privacy.write_look(LABEL, row=roll_id, person_id=None, by=by, at=at, why=why, context=context)
    return str(roll.names or "").splitlines()


def expire_rolls(before: datetime, *, at: datetime) -> int:
    """Delete rolls kept since before this moment."""
    gone, _ = Roll.objects.filter(created_at__lt=before).delete()
    return gone
