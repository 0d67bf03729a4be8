"""The only way into the journal."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from commongrid.base.journal.models import Entry
from commongrid.base.journal.statement import Insert, Statement, Update, Write
from commongrid.base.journal.terms import NewEntry, canonical, digest


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
    `insert.unless` found the row already there; then nothing was written.
    """
    head = digest(subject_kind, str(subject_id), 1, entry, b"")
    insert = Insert(insert.model, {**insert.values, "seq": 1, "head": head}, insert.unless)
    return _run(subject_kind, str(subject_id), 1, b"", head, entry, insert, then)


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
    moved = _run(subject_kind, str(subject.pk), seq, previous, head, entry, guard, then)
    if moved:
        for name, value in changes.items():
            setattr(subject, name, value)
    return moved


def _run(
    subject_kind: str,
    subject_id: str,
    seq: int,
    previous: bytes,
    head: bytes,
    entry: NewEntry,
    guard: Write,
    then: Sequence[Write],
) -> bool:
    statement = Statement()
    statement.add("guard", guard, after=None)
    for number, write in enumerate(then):
        statement.add(f"then_{number}", write, after="guard")
    tail = (
        f"insert into {Entry._meta.db_table}"
        " (kind, subject_kind, subject_id, seq, at, actor, data, whys, previous, digest)"
        " select %s, %s, %s, %s::int, %s::timestamptz, %s::jsonb, %s::jsonb, %s::jsonb, %s::bytea, %s::bytea"
        " from guard returning id"
    )
    told = [
        entry.kind,
        subject_kind,
        subject_id,
        seq,
        entry.at,
        canonical(entry.actor).decode(),
        canonical(entry.data).decode(),
        canonical(list(entry.whys)).decode(),
        previous,
        head,
    ]
    return statement.run(tail, told) is not None
