"""What telling does with a batch of entries: whom the table names is told, and hooks hear that something happened."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from commongrid.base.journal.terms import Recorded
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Happening, Message
from commongrid.work.telling import queries, rules
from commongrid.work.telling.terms import Heard


def hear(entries: Sequence[Recorded]) -> None:
    """Tell a batch: at most seven reads and one write, and one write for the hooks."""
    scene = queries.scene(entries)
    about = [(entry, thing) for entry in entries if (thing := scene.thing(entry))]
    if not about:
        return
    last = max(entry.recorded_at for entry in entries)
    calling = last if any(entry.kind == "case.whistled" for entry, _ in about) else None
    seats = queries.seats([thing for _, thing in about], timezone.localdate(last), calling)
    told: list[Message] = []
    for entry, thing in about:
        told += rules.messages(_heard(entry), thing, seats)
    notices.tell(told, at=last)
    notices.announce(
        [
            Happening(entry.kind, f"{thing.kind}:{thing.number}", _key(entry), entry.at)
            for entry, thing in about
        ],
        at=last,
    )


def _heard(entry: Recorded) -> Heard:
    actor = entry.actor
    return Heard(
        kind=entry.kind,
        at=entry.at,
        key=_key(entry),
        by_account=actor.get("account"),
        by_person=str(actor.get("person") or ""),
        by_system=actor.get("kind") == "system",
        data=entry.data,
    )


def _key(entry: Recorded) -> str:
    return f"{entry.era}.{entry.id}"
