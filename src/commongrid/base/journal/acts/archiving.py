"""Months of the journal leave the database for a file, and come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from commongrid.base.journal import archives, months
from commongrid.base.journal.acts.copying import copy_in, field
from commongrid.base.journal.acts.keeping import make_partitions
from commongrid.base.journal.models import Archive
from commongrid.base.journal.roots import merkle_root
from commongrid.base.verdicts import Refused


def archive(month: date, folder: Path, *, at: datetime) -> Archive:
    """Write a month to a file, read it back, and take it out of the database.

    Refused: journal.month_not_over, journal.month_not_sealed, journal.nothing_there, journal.archive_differs.
    """
    if archives.next_month(month) > at.date().replace(day=1):
        raise Refused("journal.month_not_over", month=f"{month:%Y-%m}")
    if not months.is_sealed_through(archives.next_month(month)):
        raise Refused("journal.month_not_sealed", month=f"{month:%Y-%m}")
    table = partition_of(month)
    if not months.exists(table):
        raise Refused("journal.nothing_there", month=f"{month:%Y-%m}")
    path = archives.file_of(folder, month)
    archives.write(path, months.rows_of(table), month)
    with transaction.atomic(), connection.cursor() as db:
        db.execute(f"alter table journal_entry detach partition {table}")
        digests = months.digests_of(table)
        root = merkle_root(digests)
        if archives.root(path) != root:
            raise Refused("journal.archive_differs", file=path.name)
        db.execute(f"drop table {table}")
        return Archive.objects.create(
            month=month, file=str(path), entries=len(digests), root=root, archived_at=at
        )


def restore(path: Path, *, at: datetime) -> int:
    """Bring a month back from its file, after proving it; how many entries.

    Refused: journal.not_archived, journal.archive_differs. Raises OSError, ValueError for any other file.
    """
    month = archives.month_of(path)
    kept = Archive.objects.filter(month=month).first()
    if kept is None:
        raise Refused("journal.not_archived", month=f"{month:%Y-%m}")
    if archives.first_fault(path, bytes(kept.root)):
        raise Refused("journal.archive_differs", file=path.name)
    with transaction.atomic():
        make_partitions(month, 1)
        copy_in("journal_entry", archives.COLUMNS, _lines(path), at=at)
        kept.delete()
    return int(kept.entries)


def _lines(path: Path) -> Iterator[str]:
    return ("\t".join(map(field, row)) + "\n" for row in archives.read(path))


def partition_of(month: date) -> str:
    """The name of a month's table."""
    return f"journal_entry_{month:%Y_%m}"
