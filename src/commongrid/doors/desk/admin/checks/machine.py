"""The machine: database, disk, worker, readers, journal, seals."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commongrid.base.journal import queries as entries
from commongrid.base.journal.models import Cursor, Entry, Seal
from commongrid.doors.desk.admin.checks.terms import Finding
from commongrid.doors.look import moments

OLDEST = 16
SILENT = timedelta(minutes=2)
BEHIND = timedelta(minutes=1)
GIGABYTE = 1024**3


def database(_at: datetime) -> list[Finding]:
    """PostgreSQL is new enough and every migration is in."""
    title, version = _("Database"), _one("select current_setting('server_version_num')::int")
    told = _("PostgreSQL %(version)s.") % {"version": f"{version // 10000}.{version % 10000}"}
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if version < OLDEST * 10000:
        return [
            Finding("late", title, told, _("Upgrade to PostgreSQL %(oldest)d or newer.") % {"oldest": OLDEST})
        ]
    if missing:
        words = _("The tables are older than the program: %(number)d steps are missing.") % {
            "number": len(missing)
        }
        return [Finding("late", title, words, _("Run bin/manage prepare."))]
    return [Finding("ok", title, told)]


def disk(_at: datetime) -> list[Finding]:
    """Room for photos and the database."""
    found = shutil.disk_usage(Path(settings.VAR))
    share = found.free / found.total
    facts = {"free": round(found.free / GIGABYTE, 1), "percent": round(100 * share)}
    words = _("%(free)s GB are free (%(percent)d%%).") % facts
    mend = _("Make room or give the city a larger disk: without any, photos and reports are refused.")
    if share < 0.05 or found.free < GIGABYTE:
        return [Finding("late", _("Disk"), words, mend)]
    return [Finding("soon" if share < 0.15 else "ok", _("Disk"), words, mend if share < 0.15 else "")]


def worker(at: datetime) -> list[Finding]:
    """Somebody does the work no request waits for, and none of it failed."""
    title, beat = _("Worker"), _one("select max(last_heartbeat) from procrastinate_workers")
    mend = _(
        "Start it: bin/manage work. Until then no mail goes out, no deadline is urged and no photo is looked at."
    )
    failed = _one("select count(*) from procrastinate_jobs where status = 'failed'")
    if beat is None:
        return [Finding("late", title, _("No worker has ever been seen."), mend)]
    words = _("Last heard of %(ago)s.") % {"ago": moments.ago(beat, at)}
    if at - beat > SILENT:
        return [Finding("late", title, words, mend)]
    if failed:
        told = ngettext("%(n)d job has failed.", "%(n)d jobs have failed.", failed) % {"n": failed}
        return [Finding("soon", title, f"{words} {told}", _("The log of the worker says why."))]
    return [Finding("ok", title, words)]


def readers(at: datetime) -> list[Finding]:
    """Every reader of the journal keeps up."""
    title, cursors = _("Readers of the journal"), list(Cursor.objects.order_by("name"))
    if not cursors:
        mend = _("Start the worker: until then nothing is proposed, told or counted.")
        return [Finding("late", title, _("Nobody has read the journal yet."), mend)]
    return [_reader(title, cursor, at) for cursor in cursors]


def _reader(title: str, cursor: Cursor, at: datetime) -> Finding:
    waiting = entries.backlog(cursor)
    facts = {"name": cursor.name, "n": waiting}
    if not waiting:
        return Finding("ok", title, _("“%(name)s” has read everything.") % facts)
    words = ngettext(
        "“%(name)s” has %(n)d entry before it.", "“%(name)s” has %(n)d entries before it.", waiting
    ) % facts  # fmt: skip
    is_stuck = cursor.moved_at is None or at - cursor.moved_at > BEHIND
    mend = _("If the number does not fall, the log of the worker names the entry it stands at.")
    return Finding("late" if is_stuck else "soon", title, words, mend)


def journal_rest() -> bool:
    """Are there entries of a month nobody made a partition for? (journal_entry_rest)"""
    return bool(_one("select exists (select 1 from journal_entry_rest)"))


def journal(at: datetime) -> list[Finding]:
    """The months ahead have their partition, and nothing fell beside them."""
    title = _("Journal")
    if journal_rest():
        words = _("Entries stand outside the monthly parts of the journal.")
        return [
            Finding(
                "soon",
                title,
                words,
                _("They are safe. Run bin/manage make_partitions and move them at night."),
            )
        ]
    ahead = timezone.localdate(at).replace(day=1) + timedelta(days=32)
    if not _one("select to_regclass(%s) is not null", f"journal_entry_{ahead:%Y_%m}"):
        return [
            Finding(
                "soon",
                title,
                _("Next month has no part of the journal yet."),
                _("The worker makes it each day; is it running?"),
            )
        ]
    return [Finding("ok", title, _("The months ahead are prepared."))]


def seals(at: datetime) -> list[Finding]:
    """Every day that is over is sealed."""
    title, yesterday = _("Seals"), timezone.localdate(at) - timedelta(days=1)
    newest = Seal.objects.order_by("-day").first()
    first = Entry.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    url = reverse("desk:admin:seals")
    if newest and newest.day >= yesterday:
        return [Finding("ok", title, _("Sealed up to %(day)s.") % {"day": newest.day.isoformat()})]
    if first is None or timezone.localdate(first) > yesterday:
        return [Finding("ok", title, _("No day is over yet that would need a seal."))]
    words = _("No day is sealed yet.")
    if newest:
        words = _("Sealed up to %(day)s only.") % {"day": newest.day.isoformat()}
    return [Finding("soon", title, words, _("The worker seals each night; is it running?"), url)]


def _one(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchone()[0]
