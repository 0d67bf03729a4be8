"""Reads of the journal: the history of one subject, and the tail that never skips a late commit."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from commongrid.base import reads
from commongrid.base.journal.models import Archive, Cursor, Subject
from commongrid.base.journal.terms import Recorded

COLUMNS = "id, era, xid, kind, subject_kind, subject_id, seq, at, recorded_at, actor, data, whys"
OF_ONE = f"select {COLUMNS} from journal_entry where subject_kind = %s and subject_id = %s order by seq"  # noqa: S608 (ours)
LAST_OF_ONE = f"{OF_ONE} desc limit 1"


def history(subject_kind: str, subject_id: str) -> list[Recorded]:
    """Every entry of one subject in order (index journal_entry_subject of every month).

    Prepared: planning over the months of some years takes longer than reading the few entries.
    """
    return [_recorded(row) for row in reads.run(OF_ONE, [subject_kind, subject_id])]


def histories(subject_kind: str, subject_ids: Collection[str]) -> list[Recorded]:
    """Every entry of several subjects, one subject after the other (index journal_entry_subject)."""
    wanted = list(subject_ids)
    return _select(
        "where subject_kind = %s and subject_id = any(%s) order by subject_id, seq", [subject_kind, wanted]
    )


def is_archived() -> bool:
    """Does any month stand in a file, so that some histories begin elsewhere?"""
    return Archive.objects.exists()


def subjects(subject_kind: str, after: str, limit: int) -> list[str]:
    """The next subjects of a kind in order of their ids (index journal_entry_subject)."""
    with connection.cursor() as db:
        db.execute(
            "select subject_id from journal_entry where subject_kind = %s and subject_id > %s and seq = 1"
            " order by subject_id limit %s",
            [subject_kind, after, limit],
        )
        return [str(row[0]) for row in db.fetchall()]


def recorded_between(subject_kind: str, begin: datetime, end: datetime) -> list[str]:
    """The subjects of a kind that something was recorded of in a span (the partitions of its months)."""
    with connection.cursor() as db:
        db.execute(
            "select distinct subject_id from journal_entry"
            " where subject_kind = %s and recorded_at >= %s and recorded_at < %s",
            [subject_kind, begin, end],
        )
        return [str(row[0]) for row in db.fetchall()]


def last_entry(subject_kind: str, subject_id: str) -> Recorded | None:
    """The newest entry of one subject (index journal_entry_subject of every month); prepared like `history`."""
    found = reads.run(LAST_OF_ONE, [subject_kind, subject_id])
    return _recorded(found[0]) if found else None


def tail(cursor: Cursor, limit: int) -> list[Recorded]:
    """What stands after the cursor, in commit-safe order (index journal_entry_tail).

    Only entries of transactions older than every one still running are given, so an entry that commits late
    is delivered late, never skipped. An open write transaction anywhere in the cluster holds the tail back.
    """
    return _select(
        "where era > 0 and (era, xid, id) > (%s, %s::xid8, %s)"
        " and (era < (select max(number) from journal_era) or xid < pg_snapshot_xmin(pg_current_snapshot()))"
        " order by era, xid, id limit %s",
        [cursor.era, str(cursor.xid), cursor.entry, limit],
    )


def backlog(cursor: Cursor) -> int:
    """How many entries a reader has before it, committed or not yet safe to read."""
    with connection.cursor() as db:
        db.execute(
            "select count(*) from journal_entry where era > 0 and (era, xid, id) > (%s, %s::xid8, %s)",
            [cursor.era, str(cursor.xid), cursor.entry],
        )
        return int(db.fetchone()[0])


def lag(cursor: Cursor, at: datetime) -> float:
    """Seconds since the oldest entry a reader has not heard was recorded (index journal_entry_tail); 0 when none."""
    with connection.cursor() as db:
        db.execute(
            "select recorded_at from journal_entry where era > 0 and (era, xid, id) > (%s, %s::xid8, %s)"
            " order by era, xid, id limit 1",
            [cursor.era, str(cursor.xid), cursor.entry],
        )
        row = db.fetchone()
    return max((at - row[0]).total_seconds(), 0.0) if row else 0.0


def lags(names: Iterable[str], at: datetime) -> dict[str, float]:
    """The same for several readers by name; one that has never read is behind by everything."""
    known = {cursor.name: cursor for cursor in Cursor.objects.filter(name__in=list(names))}
    return {name: lag(known.get(name) or Cursor(name=name), at) for name in names}


def is_sealed_for_bringing() -> bool:
    """Does any day carry a seal? From here to the end of the transaction none gets one."""
    with connection.cursor() as db:
        db.execute("select pg_advisory_xact_lock_shared(hashtextextended('journal.seal', 0))")
        db.execute("select exists (select 1 from journal_seal)")
        return bool(db.fetchone()[0])


def wait_for_bringing() -> None:
    """Until no transaction brings history in; from here to the end of this one none does."""
    with connection.cursor() as db:
        db.execute("select pg_advisory_xact_lock(hashtextextended('journal.seal', 0))")


def is_still_writing(before: datetime) -> bool:
    """Does a transaction that began before a moment still write in this database? Its entries would count to then."""
    with connection.cursor() as db:
        db.execute(
            "select exists (select 1 from pg_stat_activity where datname = current_database()"
            " and backend_xid is not null and xact_start < %s and pid <> pg_backend_pid())",
            [before],
        )
        return bool(db.fetchone()[0])


def first_day(zone: ZoneInfo) -> date | None:
    """The day of the first entry (the partitions' primary keys), None while there is none."""
    with connection.cursor() as db:
        db.execute("select min(recorded_at) from journal_entry")
        first: datetime | None = db.fetchone()[0]
    return first.astimezone(zone).date() if first else None


def in_no_month() -> int:
    """Entries no month's partition took (normally none)."""
    with connection.cursor() as db:
        db.execute("select count(*) from journal_entry_rest")
        return int(db.fetchone()[0])


def chains(first: str = "", batch: int = 2000) -> Iterator[tuple[Recorded, bytes, bytes]]:
    """Every entry with its `previous` and `digest`, subject by subject in order of seq."""
    after: tuple[str, str, int] = ("", first, 0)
    while True:
        with connection.cursor() as db:
            db.execute(
                f"select {COLUMNS}, previous, digest from journal_entry"  # noqa: S608 (a constant)
                " where (subject_kind, subject_id, seq) > (%s, %s, %s)"
                " order by subject_kind, subject_id, seq limit %s",
                [*after, batch],
            )
            rows = db.fetchall()
        for row in rows:
            yield _recorded(row[:12]), bytes(row[12]), bytes(row[13])
        if len(rows) < batch:
            return
        after = (rows[-1][4], rows[-1][5], rows[-1][6])


def without_end(model: type[Subject], may_be_elsewhere: bool) -> tuple[str, int] | None:
    """A row (key, seq) whose `head` is the digest of no entry, by reading both tables once."""
    places = {"id": model._meta.pk.column, "table": model._meta.db_table}
    left = " and exists (select 1 from journal_entry e where e.subject_id = s.{id}::text)"
    with connection.cursor() as db:
        db.execute(
            (
                "select s.{id}::text, s.seq from {table} s where s.seq > 0 and not exists ("  # noqa: S608 (our own names)
                "select 1 from journal_entry e where e.subject_id = s.{id}::text and e.seq = s.seq and e.digest = s.head)"
                + (left if may_be_elsewhere else "")
                + " order by 1 limit 1"
            ).format(**places)
        )
        row: tuple[str, int] | None = db.fetchone()
        return row


def archived() -> list[Archive]:
    """The months that stand in files now, the oldest first (primary key; a few rows)."""
    return list(Archive.objects.order_by("month"))


def _select(condition: str, params: list[Any]) -> list[Recorded]:
    with connection.cursor() as db:
        db.execute(f"select {COLUMNS} from journal_entry {condition}", params)  # noqa: S608 (conditions of our own)
        return [_recorded(row) for row in db.fetchall()]


def _recorded(row: tuple[Any, ...]) -> Recorded:
    entry, era, xid, kind, subject_kind, subject_id, seq, at, recorded_at, actor, data, whys = row
    return Recorded(
        entry,
        era,
        int(xid),
        kind,
        subject_kind,
        subject_id,
        seq,
        at,
        recorded_at,
        _json(actor),
        _json(data),
        tuple(_json(whys)),
    )


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
