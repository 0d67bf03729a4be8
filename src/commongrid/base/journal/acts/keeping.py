"""What keeps the journal over the years: the nightly seal, the months to come, and a new era after a restore."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from commongrid.base.journal import queries, sealing
from commongrid.base.journal.models import Era, Seal
from commongrid.base.verdicts import Refused


def seal(day: date, *, zone: ZoneInfo, at: datetime) -> Seal:
    """Seal one day, after the days before it; a sealed day keeps its seal.

    Refused: journal.day_not_over, journal.still_writing (a transaction of that day has not ended).
    """
    end = datetime.combine(day, time.max, zone)
    if at <= end:
        raise Refused("journal.day_not_over", day=day.isoformat())
    if queries.is_still_writing(end):
        raise Refused("journal.still_writing", day=day.isoformat())
    with transaction.atomic():
        queries.wait_for_bringing()
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


def make_months(first: datetime, last: datetime) -> list[str]:
    """Make the partitions of every month from one moment to another: before history of that time comes in."""
    begin, end = first.astimezone(UTC).date().replace(day=1), last.astimezone(UTC).date()
    return make_partitions(begin, (end.year - begin.year) * 12 + end.month - begin.month + 1)


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
