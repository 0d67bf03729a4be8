"""Readers: each hears every entry exactly once, in commit order, behind the loop.

A reader's cursor moves in the same transaction as its effect. When the process dies in between, both are undone
together and the next one reads the same entries again. Two processes never run one reader at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commongrid.base.journal import queries
from commongrid.base.journal.models import Cursor
from commongrid.base.journal.terms import Recorded

type Listener = Callable[[Recorded], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who hears what: kind → listeners, called in order within the reader's transaction."""

    name: str
    listeners: Mapping[str, Sequence[Listener]]
    batch: int = 200

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.listeners)

    def hear(self, entry: Recorded) -> None:
        for listener in self.listeners.get(entry.kind, ()):
            listener(entry)


def drain(reader: Reader, *, at: datetime) -> int:
    """Read one batch; how many entries were read (0: nothing new, or another process is reading)."""
    Cursor.objects.get_or_create(name=reader.name)
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update(skip_locked=True).filter(name=reader.name).first()
        if cursor is None:
            return 0
        entries = queries.tail(cursor, reader.batch)
        for entry in entries:
            reader.hear(entry)
        if entries:
            last = entries[-1]
            Cursor.objects.filter(name=reader.name).update(
                era=last.era, xid=last.xid, entry=last.id, moved_at=at
            )
    return len(entries)


def drain_all(readers: Sequence[Reader], *, at: datetime, rounds: int = 1_000_000) -> int:
    """Let every reader read until nothing is left; how many entries were read in all."""
    total = 0
    for reader in readers:
        for _ in range(rounds):
            count = drain(reader, at=at)
            total += count
            if count < reader.batch:
                break
    return total
