"""Two entries for one place become one; two that only look alike are told apart."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.registry.premises.acts.core import attname, move, seen
from commongrid.registry.premises.models import Apart, Plate, Premises
from commongrid.registry.premises.terms import State

type Seen = tuple[UUID, int]


def merge(gone: Seen, stays: Seen, *, by: Actor, at: datetime, why: str) -> Premises:
    """`gone` becomes part of `stays`, each named by its id and the `seq` that was seen; all or nothing.

    Places inside follow, gaps of the one that stays are filled, and a plate of the other leads to it from now on.
    Refused: premises.itself, premises.not_open.
    """
    if gone[0] == stays[0]:
        raise Refused("premises.itself")
    with transaction.atomic():
        old, new = (seen(*one, "premises.merge", by=by) for one in (gone, stays))
        for one in (old, new):
            if one.state != State.OPEN:
                raise Refused("premises.not_open", name=one.name)
        _follow(old, new)
        told = {"into": new.code, "into_name": new.name, "why": why}
        changes = {"state": State.MERGED, "merged_into": new.pk, "parent": None, "keeper": None}
        filled = _gaps(old, new)
        move(old, "premises.merged", changes, told, by=by, at=at)
        told = {"other": old.code, "other_name": old.name, "why": why}
        move(new, "premises.absorbed", filled, told, by=by, at=at)
    return new


def tell_apart(one: UUID, other: UUID, *, by: Actor, at: datetime, why: str = "") -> None:
    """These look alike and are two; nobody is asked about them again. Twice is harmless."""
    with transaction.atomic():
        first, second = sorted((one, other))
        rows = [Premises.objects.get(pk=pk) for pk in (first, second)]
        rows = [seen(row.pk, row.seq, "premises.merge", by=by) for row in rows]
        _row, is_new = Apart.objects.get_or_create(one=rows[0], other=rows[1], defaults={"at": at})
        if is_new:
            for row, another in (rows, reversed(rows)):
                told = {"other": another.code, "other_name": another.name, "why": why}
                move(row, "premises.told_apart", {}, told, by=by, at=at)


def _follow(old: Premises, new: Premises) -> None:
    """What stood in the one stands in the other, and a plate already at the one that stays is the one in force."""
    Premises.objects.filter(parent=old).exclude(pk=new.pk).update(parent=new)
    if new.parent_id == old.pk:
        Premises.objects.filter(pk=new.pk).update(parent=None)
        new.parent_id = None
    if not Plate.objects.filter(premises=new, withdrawn_at=None).exists():
        Plate.objects.filter(premises=old, withdrawn_at=None).update(premises=new)


def _gaps(old: Premises, new: Premises) -> dict[str, object]:
    names = ("address", "floors", "rooms", "credit_code", "unit", "captain", "keeper", "valid_from")
    attnames = {name: attname(name) for name in names}
    return {
        name: getattr(old, held)
        for name, held in attnames.items()
        if getattr(new, held) in (None, "") and getattr(old, held) not in (None, "")
    }
