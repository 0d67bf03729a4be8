"""Running the readers: a batch at a time, the cursor moved in the transaction of the effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from commongrid.base.journal import queries
from commongrid.base.journal.models import Cursor
from commongrid.base.journal.reading import Reader


def drain(reader: Reader, *, at: datetime) -> int:
    """Read one batch; how many entries were read (0: nothing new, or another process is reading)."""
    Cursor.objects.get_or_create(name=reader.name)
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update(skip_locked=True).filter(name=reader.name).first()
        if cursor is None:
            return 0
        entries = queries.tail(cursor, reader.batch)
        reader.hear(entries)
        if entries:
            last = entries[-1]
            Cursor.objects.filter(name=reader.name).update(
                era=last.era, xid=last.xid, entry=last.id, moved_at=at
            )
    return len(entries)


def drain_all(readers: Sequence[Reader], *, at: datetime, rounds: int = 1_000_000) -> int:
    """Let every reader read until nothing is left, what they record themselves included; how many entries in all."""
    total = 0
    for _ in range(rounds):
        count = sum(drain(reader, at=at) for reader in readers)
        total += count
        if not count:
            break
    return total
