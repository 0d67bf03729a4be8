"""The map moves: its version, and the entry that tells who moved it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal.acts import move_subject, open_subject
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun
from commongrid.registry.places import queries
from commongrid.registry.places.models import MapVersion

SUBJECT = "map"


def move_map(kind: str, data: Mapping[str, Any], *, by: Actor, at: datetime, why: str) -> None:
    """Record that the map changed and make every process read it anew; within the caller's transaction.

    Raises Outrun when somebody else changed the map meanwhile.
    """
    entry = NewEntry(kind, at, by.snapshot(), {**data, "why": why} if why else dict(data))
    version = MapVersion.objects.filter(id=1).first()
    if version is None:
        row = Insert(MapVersion, {"id": 1, "changed_at": at}, or_nothing=True)
        moved = open_subject(SUBJECT, row, entry, subject_id=1)
    else:
        moved = move_subject(SUBJECT, version, entry, {"changed_at": at})
    if not moved:
        raise Outrun("places.map_changed_meanwhile")
    queries.forget()
    transaction.on_commit(queries.forget)
