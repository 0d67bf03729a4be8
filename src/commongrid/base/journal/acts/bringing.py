"""History comes in: chains of entries from before the house, in era 0, by COPY. No reader ever hears them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from commongrid.base.journal import queries
from commongrid.base.journal.acts.copying import copy_in, escaped
from commongrid.base.journal.terms import link, moment

COLUMNS = (
    "era", "kind", "subject_kind", "subject_id", "seq", "at", "actor", "data", "whys", "previous", "digest",
)  # fmt: skip


class PastEntry(NamedTuple):
    """What is brought in of one act; actor, data and whys as `terms.text` gives them."""

    kind: str
    at: datetime
    actor: str
    data: str
    whys: str


def bring_in(
    subject_kind: str, chains: Iterable[tuple[str, Sequence[PastEntry]]], *, at: datetime
) -> list[bytes]:
    """Write the whole history of new subjects, (id, entries in order) each; the digest of each one's last entry.

    While no day is sealed an entry is recorded at the moment it happened, so it stands in its own month (whose
    partition must be there: `keeping.make_months`); afterwards at the moment of this transaction. `at`: nothing
    can have happened later. The subjects' rows are the caller's, in the same transaction.
    """
    with transaction.atomic():
        heads: list[bytes] = []
        if queries.is_sealed_for_bringing():
            lines = (line for _, line in _lines(subject_kind, chains, heads))
            copy_in("journal_entry", COLUMNS, lines, at=at)
        else:
            lines = (f"{when}\t{line}" for when, line in _lines(subject_kind, chains, heads))
            copy_in("journal_entry", ("recorded_at", *COLUMNS), lines, at=at)
    return heads


def _lines(
    subject_kind: str, chains: Iterable[tuple[str, Sequence[PastEntry]]], heads: list[bytes]
) -> Iterator[tuple[str, str]]:
    """When it happened, and the line, of every entry; `heads` gets the digest of each chain's last."""
    for subject_id, entries in chains:
        head, before = b"", ""
        for seq, (kind, at, actor, data, whys) in enumerate(entries, 1):
            when = moment(at)
            head = link(subject_kind, subject_id, seq, kind, when, told=(actor, data, whys), previous=head)
            now = head.hex()
            line = (
                f"0\t{kind}\t{subject_kind}\t{subject_id}\t{seq}\t{when}\t{escaped(actor)}"
                f"\t{escaped(data)}\t{escaped(whys)}\t\\\\x{before}\t\\\\x{now}\n"
            )
            yield when, line
            before = now
        heads.append(head)
