"""Reads of the journal month by month: which there are, whether they are sealed, and all that stands in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import connection

from commongrid.base.journal import archives
from commongrid.base.journal.models import Seal


def earlier(than: date) -> list[date]:
    """The months that have a partition, before a day, the oldest first (PostgreSQL's own catalogue)."""
    with connection.cursor() as db:
        db.execute(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            " where i.inhparent = 'journal_entry'::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$' order by 1"
        )
        names = [str(row[0]) for row in db.fetchall()]
    found = [date(int(name[-7:-3]), int(name[-2:]), 1) for name in names]
    return [month for month in found if month < than]


def is_sealed_through(day: date) -> bool:
    """Has every entry recorded before a day its seal? Seals are given day by day, so the newest tells."""
    newest = Seal.objects.order_by("-day").values_list("day", flat=True).first()
    return newest is not None and newest >= day


def exists(table: str) -> bool:
    with connection.cursor() as db:
        db.execute("select to_regclass(%s) is not null", [table])
        return bool(db.fetchone()[0])


def rows_of(table: str) -> Iterator[archives.Kept]:
    """Everything in one month's table in order of recording (its primary key), a few thousand rows at a time."""
    after: tuple[Any, int] = ("-infinity", 0)
    columns = ", ".join(archives.COLUMNS)
    while True:
        with connection.cursor() as db:
            db.execute(
                f"select {columns} from {table} where (recorded_at, id) > (%s, %s) order by recorded_at, id limit %s",  # noqa: S608 (names of our own)
                [*after, archives.AT_ONCE],
            )
            rows = db.fetchall()
        for row in rows:
            told = [archives.canonical(each) for each in row[9:12]]
            yield archives.Kept._make(
                [*row[:3], int(row[3]), *row[4:9], *told, bytes(row[12]), bytes(row[13])]
            )
        if len(rows) < archives.AT_ONCE:
            return
        after = (rows[-1][0], rows[-1][1])


def digests_of(table: str) -> list[bytes]:
    """The digests of one month's table in order of recording (its primary key)."""
    with connection.cursor() as db:
        db.execute(f"select digest from {table} order by recorded_at, id")  # noqa: S608 (names of our own)
        return [bytes(row[0]) for row in db.fetchall()]
