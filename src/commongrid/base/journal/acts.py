"""The only way into the journal."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from commongrid.base.journal import sealing
from commongrid.base.journal.models import Era, Seal
from commongrid.base.journal.statement import Insert, Statement, Update, Write
from commongrid.base.journal.terms import NewEntry, canonical, digest

INSERT = (
    "insert into journal_entry (kind, subject_kind, subject_id, seq, at, actor, data, whys, previous, digest)"
)


def open_subject(
    subject_kind: str,
    insert: Insert,
    entry: NewEntry,
    *,
    subject_id: int | uuid.UUID,
    then: Sequence[Write] = (),
) -> bool:
    """Insert a new subject with its first entry (and further rows) in one statement.

    `insert.values` must not name seq and head: they are set here. The subject's id is made by the caller
    (a sequence's next value or a UUID), because the entry's digest covers it. False when
    `insert.or_nothing` found the row already there; then nothing was written.
    """
    head = digest(subject_kind, str(subject_id), 1, entry, b"")
    insert = Insert(insert.model, {**insert.values, "seq": 1, "head": head}, insert.or_nothing)
    return _run(Link(subject_kind, str(subject_id), 1, b"", head), entry, [insert, *then])


def move_subject(
    subject_kind: str,
    subject: Any,
    entry: NewEntry,
    changes: dict[str, Any],
    *,
    then: Sequence[Write] = (),
) -> bool:
    """Change a subject and record it, if nobody has acted on it since it was read.

    `subject` is the row as read (pk, seq, head); on success its attributes are brought up to date.
    False when its `seq` has moved meanwhile; then nothing was written.
    """
    seq, previous = subject.seq + 1, bytes(subject.head)
    head = digest(subject_kind, str(subject.pk), seq, entry, previous)
    changes = {**changes, "seq": seq, "head": head}
    guard = Update(type(subject), {subject._meta.pk.name: subject.pk, "seq": subject.seq}, changes)
    moved = _run(Link(subject_kind, str(subject.pk), seq, previous, head), entry, [guard, *then])
    if moved:
        for name, value in changes.items():
            setattr(subject, subject._meta.get_field(name).attname, value)
    return moved


@dataclass(frozen=True, slots=True)
class Link:
    """Where an entry stands in its subject's chain."""

    subject_kind: str
    subject_id: str
    seq: int
    previous: bytes
    head: bytes


def _run(link: Link, entry: NewEntry, writes: Sequence[Write]) -> bool:
    statement = Statement()
    for number, write in enumerate(writes):
        statement.add(f"then_{number}" if number else "guard", write, after="guard" if number else None)
    tail = INSERT + (
        " select %s, %s, %s, %s::int, %s::timestamptz, %s::jsonb, %s::jsonb, %s::jsonb, %s::bytea, %s::bytea"
        " from guard returning id"
    )
    return statement.run(tail, _told(link, entry)) is not None


def _told(link: Link, entry: NewEntry) -> list[Any]:
    return [
        entry.kind,
        link.subject_kind,
        link.subject_id,
        link.seq,
        entry.at,
        canonical(entry.actor).decode(),
        canonical(entry.data).decode(),
        canonical(list(entry.whys)).decode(),
        link.previous,
        link.head,
    ]


def seal(day: date, *, zone: ZoneInfo, at: datetime) -> Seal:
    """Seal one day; the day must be over and the day before it sealed (or the first)."""
    before = Seal.objects.filter(day__lt=day).order_by("-day").first()
    previous = bytes(before.root) if before else b""
    digests = sealing.day_digests(day, zone)
    root = sealing.sealed_root(previous, digests)
    values = {"entries": len(digests), "root": root, "previous": previous, "sealed_at": at}
    return Seal.objects.get_or_create(day=day, defaults=values)[0]


def make_partitions(first: date, months: int) -> list[str]:
    """Make the journal's monthly partitions ahead of time; the names of those that were new."""
    made = []
    year, month = first.year, first.month
    for _ in range(months):
        begin = date(year, month, 1)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        name = f"journal_entry_{begin:%Y_%m}"
        with connection.cursor() as db:
            db.execute("select to_regclass(%s)", [name])
            if db.fetchone()[0] is None:
                bounds = f"from ('{begin} 00:00+00') to ('{date(year, month, 1)} 00:00+00')"
                db.execute(f"create table {name} partition of journal_entry for values {bounds}")
                made.append(name)
    return made


def note(subject_kind: str, subject_id: str, entry: NewEntry) -> None:
    """Record something about a subject that has no row to move (a setting, a catalogue edition, a post).

    The chain's last digest is read under an advisory lock of the subject, held to the end of the transaction.
    """
    with transaction.atomic(), connection.cursor() as db:
        db.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{subject_kind}:{subject_id}"])
        db.execute(
            "select seq, digest from journal_entry where subject_kind = %s and subject_id = %s order by seq desc limit 1",
            [subject_kind, subject_id],
        )
        row = db.fetchone()
        seq, previous = (row[0] + 1, bytes(row[1])) if row else (1, b"")
        head = digest(subject_kind, subject_id, seq, entry, previous)
        link = Link(subject_kind, subject_id, seq, previous, head)
        db.execute(INSERT + " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", _told(link, entry))


def enter_era(*, at: datetime) -> int:
    """Begin a new era when this database lives in another cluster than before (a restored copy); its number.

    Transaction ids start anew there, so without an era new entries would sort before old ones and be skipped.
    Runs after every migration, before anything is written.
    """
    with transaction.atomic(), connection.cursor() as db:
        db.execute("select system_identifier::text from pg_control_system()")
        cluster = str(db.fetchone()[0])
        newest = Era.objects.select_for_update().order_by("-number").first()
        if newest and newest.cluster == cluster:
            return newest.number
        number = newest.number + 1 if newest else 1
        Era.objects.create(number=number, cluster=cluster, began_at=at)
        db.execute(f"alter table journal_entry alter column era set default {number:d}")
        return number
