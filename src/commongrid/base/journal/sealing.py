"""The nightly seal and the proof: a Merkle root a day, and every subject's chain of digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection

from commongrid.base.journal import archives, queries
from commongrid.base.journal.models import Archive, Seal, Subject
from commongrid.base.journal.roots import Fault, merkle_root
from commongrid.base.journal.terms import NewEntry, digest


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
    """Walk every chain; the first entry that does not follow from what stands before it, or None.

    Where months stand in archives a chain may begin there: what is left of it must follow from its own first entry.
    """
    before, last = ("", "", 0), b""
    may_begin_late = Archive.objects.exists()
    for entry, previous, stored in queries.chains():
        subject, seq = (entry.subject_kind, entry.subject_id), entry.seq
        if subject != before[:2]:
            begins_late = may_begin_late and seq > 1
            before, last = ((*subject, seq - 1), previous) if begins_late else ((*subject, 0), b"")
        name = f"{subject[0]}:{subject[1]}"
        if seq != before[2] + 1:
            return Fault(name, before[2] + 1, "missing")
        told = NewEntry(entry.kind, entry.at, entry.actor, entry.data, entry.whys)
        if previous != last or digest(*subject, seq, told, previous) != stored:
            return Fault(name, seq, "changed")
        before, last = (*subject, seq), stored
    return None


def first_broken_end() -> Fault | None:
    """The first subject whose last entry is gone: its row knows the number and the digest of the entry it ends with.

    A chain cut off at its end still follows from itself. Where months stand in archives, a subject with no entry left
    here may have ended there.
    """
    may_be_elsewhere = Archive.objects.exists()
    for model in apps.get_models():
        lost = queries.without_end(model, may_be_elsewhere) if issubclass(model, Subject) else None
        if lost:
            return Fault(f"{model._meta.model_name}:{lost[0]}", lost[1], "missing")
    return None


def first_broken_seal(zone: ZoneInfo) -> Fault | None:
    """Recompute every sealed day; the first that no longer gives its root, or None.

    Of a day that lies in an archived month the seal is looked at, not its entries: the archive proves those.
    """
    previous = b""
    away = {(kept.month.year, kept.month.month) for kept in queries.archived()}
    for seal in Seal.objects.order_by("day"):
        digests = None if _months(seal.day, zone) & away else day_digests(seal.day, zone)
        holds = digests is None or sealed_root(previous, digests) == bytes(seal.root)
        if bytes(seal.previous) != previous or not holds:
            return Fault(f"seal:{seal.day.isoformat()}", len(digests or ()), "seal")
        previous = bytes(seal.root)
    return None


def first_broken_archive(folder: Path | None = None) -> Fault | None:
    """Prove every archive whose file is there (or stands in `folder`); one that is nowhere is a fault too."""
    for kept in queries.archived():
        path = folder / Path(kept.file).name if folder else Path(kept.file)
        if not path.exists():
            return Fault(f"archive:{path.name}", kept.entries, "missing")
        fault = archives.first_fault(path, bytes(kept.root))
        if fault:
            return fault
    return None


def _months(day: date, zone: ZoneInfo) -> set[tuple[int, int]]:
    """The journal's months (by UTC) a local day lies in."""
    begin = datetime.combine(day, datetime.min.time(), zone).astimezone(UTC)
    end = begin + timedelta(days=1, microseconds=-1)
    return {(begin.year, begin.month), (end.year, end.month)}


def unsealed_days(last: date, first: date | None) -> Iterable[date]:
    """The days up to `last` that carry no seal yet, oldest first."""
    newest = Seal.objects.order_by("-day").values_list("day", flat=True).first()
    day = newest + timedelta(days=1) if newest else first
    while day is not None and day <= last:
        yield day
        day += timedelta(days=1)
