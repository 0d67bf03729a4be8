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
    "recorded_at", "era", "kind", "subject_kind", "subject_id", "seq", "at", "actor", "data", "whys", "previous", "digest",
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
        now = queries.moment_of_bringing()
        heads: list[bytes] = []
        lines = _lines(subject_kind, chains, "" if now is None else str(now), heads)
        copy_in("journal_entry", COLUMNS, lines, at=at)
    return heads


def _lines(
    subject_kind: str, chains: Iterable[tuple[str, Sequence[PastEntry]]], recorded: str, heads: list[bytes]
) -> Iterator[str]:
    for subject_id, entries in chains:
        head, before = b"", ""
        for seq, (kind, at, actor, data, whys) in enumerate(entries, 1):
            when = moment(at)
            head = link(subject_kind, subject_id, seq, kind, when, (actor, data, whys), head)
            now = head.hex()
            yield (
                f"{recorded or when}\t0\t{kind}\t{subject_kind}\t{subject_id}\t{seq}\t{when}\t{escaped(actor)}"
                f"\t{escaped(data)}\t{escaped(whys)}\t\\\\x{before}\t\\\\x{now}\n"
            )
            before = now
        heads.append(head)
