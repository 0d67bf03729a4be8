"""The only way into the journal: a subject opened or moved with its entry in one statement, or a note."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from commongrid.base.journal.acts import running
from commongrid.base.journal.models import Subject
from commongrid.base.journal.statement import Insert, Update, Write
from commongrid.base.journal.terms import NewEntry, canonical, digest

INSERT = (
    "insert into journal_entry (kind, subject_kind, subject_id, seq, at, actor, data, whys, previous, digest)"
)

TAIL = INSERT + (  # noqa: S608 (a constant)
    " select %s, %s, %s, %s::int, %s::timestamptz, %s::jsonb, %s::jsonb, %s::jsonb, %s::bytea, %s::bytea"
    " from guard returning id"
)


def open_subject(
    subject_kind: str,
    insert: Insert,
    entry: NewEntry,
    *,
    subject_id: int | uuid.UUID | str,
    then: Sequence[Write] = (),
    row: Subject | None = None,
) -> bool:
    """Insert a new subject with its first entry (and further rows) in one statement.

    `insert.values` must not name seq and head: they are set here. The subject's id is made by the caller
    (a sequence's next value or a UUID), because the entry's digest covers it. `row`, when given, is the
    unsaved object that stands for the row and is brought up to date. False when
    `insert.or_nothing` found the row already there; then nothing was written.
    """
    head = digest(subject_kind, str(subject_id), 1, entry, b"")
    insert = Insert(insert.model, {**insert.values, "seq": 1, "head": head}, insert.or_nothing)
    is_new = _run(Link(subject_kind, str(subject_id), 1, b"", head), entry, [insert, *then])
    if is_new and row is not None:
        row.seq, row.head = 1, head
    return is_new


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
    return running.run(writes, TAIL, _told(link, entry)) is not None


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
        db.execute(INSERT + " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", _told(link, entry))  # noqa: S608 (a constant)
