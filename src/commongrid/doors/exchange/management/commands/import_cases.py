"""`manage import-cases FILE --map MAP.toml`: another system's cases become history here, through COPY."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.journal import acts as journal
from commongrid.doors.exchange import bringing, forking, progress
from commongrid.doors.exchange.importing import maps, registry, rows, tables, telling
from commongrid.doors.exchange.importing.counting import Count, Rejects

SHIPPED = Path(__file__).resolve().parents[2] / "maps"
AT_ONCE = 1000
"""Rows to a transaction."""


class Command(BaseCommand):
    """Killed and run again it goes on where it was; a second run adds nothing. Nobody is told of the past."""

    requires_system_checks = ()
    help = "Import cases from a CSV or Parquet file; its columns are told in a map."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map", required=True, help=f"a map, or one that comes along: {', '.join(shipped())}"
        )
        parser.add_argument("--rejects", type=Path, help="where rejected rows go (default: FILE.rejects.csv)")
        parser.add_argument("--limit", type=int, help="only so many rows from the top")
        parser.add_argument("--processes", type=int, default=forking.usual())
        parser.add_argument("--json", action="store_true", help="print figures for machines")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        rejects = options["rejects"] or path.with_name(f"{path.name}.rejects.csv")
        try:
            how = read_map(options["map"])
            columns = tables.columns(path, how.encoding)
            if missing := [name for name in how.columns.values() if name not in columns]:
                raise CommandError(
                    f"{path} has no column {', '.join(missing)}: is {options['map']} the map of it?"
                )
            with progress.shown(self.stderr) as bar, Rejects(rejects, columns) as out:
                count = _import(path, how, bar, out, options["limit"], options["processes"])
        except maps.MapFault as fault:
            raise CommandError(f"{options['map']}: {fault}") from None
        except (OSError, ValueError, LookupError) as fault:
            raise CommandError(f"{path} cannot be read: {fault}") from None
        self.stdout.write(json.dumps(count.as_json()) if options["json"] else count.told(rejects))


def shipped() -> list[str]:
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


def read_map(name: str) -> maps.FileMap:
    """By the name of one that comes along, or by its path. Raises MapFault, OSError."""
    path = SHIPPED / f"{name}.toml" if re.fullmatch(r"[a-z-]+", name) else Path(name)
    return maps.read(path.read_text(encoding="utf-8"))


def _import(  # noqa: PLR0917
    path: Path, how: maps.FileMap, bar: progress.Bar, out: Rejects, limit: int | None, processes: int
) -> Count:
    now = timezone.now()
    total = min(tables.rows_about(path), limit or 10**12)
    here = registry.Registry(how)
    if how.founding:
        bar.say(f"{how.name}: its areas, units and matters")
        every = (row for row in _read(path, how, now, limit) if isinstance(row, rows.Found))
        here.founded = registry.found_city(how.founding, every, at=now - timedelta(days=365 * 40))
    count, months = Count(), Months()
    batches = (months.made(list(batch)) for batch in batched(_read(path, how, now, limit), AT_ONCE))
    done = forking.stream(_take, batches, telling.Errand(here, now), processes)
    for outcome in done:
        count.add(outcome)
        for line, why in outcome.rejected:
            out.add(line, why)
            count.reject(why)
        bar.reached(count.rows, total, "Rows")
    bar.ended()
    bringing.count_anew(bar, at=now)
    return count


type Row = rows.Found | tuple[tables.Line, str]


def _read(path: Path, how: maps.FileMap, now: datetime, limit: int | None) -> Iterator[Row]:
    for number, line in enumerate(tables.read(path, how.encoding)):
        if number == limit:
            return
        try:
            yield rows.found(line, how, now)
        except rows.RowFault as fault:
            yield line, str(fault)


def _take(errand: telling.Errand, batch: list[Row]) -> telling.Outcome:
    outcome = telling.take(errand, [row for row in batch if isinstance(row, rows.Found)])
    bad = [row for row in batch if isinstance(row, tuple)]
    outcome.rejected = sorted([*outcome.rejected, *bad], key=lambda each: each[0].number)
    return outcome


class Months:
    """Makes the journal's months as rows of them come."""

    def __init__(self) -> None:
        self._made: set[tuple[int, int]] = set()

    def made(self, batch: list[Row]) -> list[Row]:
        for row in batch:
            for at in (row.opened, row.ended) if isinstance(row, rows.Found) else ():
                if at is not None and (at.year, at.month) not in self._made:
                    journal.make_months(at, at)
                    self._made.add((at.year, at.month))
        return batch
