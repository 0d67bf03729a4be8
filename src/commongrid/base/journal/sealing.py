"""The nightly seal and the proof: a Merkle root a day, and every subject's chain of digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from commongrid.base.journal import queries
from commongrid.base.journal.models import Seal
from commongrid.base.journal.terms import NewEntry, digest

LEAF, NODE = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the journal is not what was written."""

    subject: str
    seq: int
    what: str


def merkle_root(digests: Sequence[bytes]) -> bytes:
    """The root of a Merkle tree as in RFC 6962 section 2.1 (leaves and nodes are marked apart); 32 bytes."""
    if not digests:
        return hashlib.sha256(b"").digest()
    if len(digests) == 1:
        return hashlib.sha256(LEAF + digests[0]).digest()
    half = 1 << (len(digests) - 1).bit_length() - 1
    return hashlib.sha256(NODE + merkle_root(digests[:half]) + merkle_root(digests[half:])).digest()


def day_digests(day: date, zone: ZoneInfo) -> list[bytes]:
    """The digests of all entries recorded on a day, in order of recording (partition and primary key)."""
    begin = datetime.combine(day, datetime.min.time(), zone)
    with connection.cursor() as db:
        db.execute(
            "select digest from journal_entry where recorded_at >= %s and recorded_at < %s order by recorded_at, id",
            [begin, begin + timedelta(days=1)],
        )
        return [bytes(row[0]) for row in db.fetchall()]


def sealed_root(previous: bytes, digests: Sequence[bytes]) -> bytes:
    """A day's root, tied to the day before."""
    return hashlib.sha256(previous + merkle_root(digests)).digest()


def first_broken_entry() -> Fault | None:
    """Walk every chain; the first entry that does not follow from what stands before it, or None."""
    before, last = ("", "", 0), b""
    for entry, previous, stored in queries.chains():
        subject, seq = (entry.subject_kind, entry.subject_id), entry.seq
        if subject != before[:2]:
            before, last = (*subject, 0), b""
        name = f"{subject[0]}:{subject[1]}"
        if seq != before[2] + 1:
            return Fault(name, seq, "missing")
        told = NewEntry(entry.kind, entry.at, entry.actor, entry.data, entry.whys)
        if previous != last or digest(*subject, seq, told, previous) != stored:
            return Fault(name, seq, "changed")
        before, last = (*subject, seq), stored
    return None


def first_broken_seal(zone: ZoneInfo) -> Fault | None:
    """Recompute every sealed day; the first that no longer gives its root, or None."""
    previous = b""
    for seal in Seal.objects.order_by("day"):
        digests = day_digests(seal.day, zone)
        if bytes(seal.previous) != previous or sealed_root(previous, digests) != bytes(seal.root):
            return Fault(f"seal:{seal.day.isoformat()}", len(digests), "seal")
        previous = bytes(seal.root)
    return None


def unsealed_days(last: date, first: date | None) -> Iterable[date]:
    """The days up to `last` that carry no seal yet, oldest first."""
    newest = Seal.objects.order_by("-day").values_list("day", flat=True).first()
    day = newest + timedelta(days=1) if newest else first
    while day is not None and day <= last:
        yield day
        day += timedelta(days=1)
