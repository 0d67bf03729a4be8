"""Rooms of a building, as its captain confirms them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import queries, rules
from commongrid.work.captains.models import Rooms
from commongrid.work.captains.terms import ROOMS, Floor

ABILITY = "captains.serve"


@transaction.atomic
def confirm_rooms(
    premises: Premises, floors: Sequence[Floor] | None, key: str, *, by: Actor, at: datetime
) -> Rooms:
    """The captain says how the rooms stand; None says "all as before". It runs out after the days the city has set.

    The same key again gives the first. Refused: captains.nothing_before, captains.no_floors and its kin.
    """
    require(by, ABILITY, premises)
    Premises.objects.select_for_update().filter(pk=premises.pk).first()
    known = Rooms.objects.filter(premises=premises, key=key).first()
    if known is not None:
        return known
    before = queries.rooms_of(premises)
    if floors is None:
        if before is None:
            raise Refused("captains.nothing_before")
        floors = queries.floors_of(before)
    verdict = rules.are_rooms(floors, premises.rooms)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    Rooms.objects.filter(premises=premises, is_latest=True).update(is_latest=False)
    made = Rooms.objects.create(**_row(premises, floors, key, by=by, at=at))
    told = {"name": premises.name, "let": made.let, "vacant": made.vacant, "own": made.own}
    entry = NewEntry("captain.rooms_confirmed", at, by.snapshot(), told)
    journal.note(ROOMS, str(premises.pk), entry)
    return made


def _row(
    premises: Premises, floors: Sequence[Floor], key: str, *, by: Actor, at: datetime
) -> dict[str, object]:
    told = sorted(floors, key=lambda each: each.floor)
    valid = timedelta(days=queries.policy().rooms_valid_days)
    return {
        "premises": premises,
        "post_id": by.post_id,
        "floors": [[each.floor, each.let, each.vacant, each.own] for each in told],
        "let": sum(each.let for each in told),
        "vacant": sum(each.vacant for each in told),
        "own": sum(each.own for each in told),
        "confirmed_at": at,
        "until": timezone.localtime(at).date() + valid,
        "key": key,
    }
