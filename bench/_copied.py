"""The rows an import has just written, out of their tables and back in by raw COPY: the limit for the same rows."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench import _town  # noqa: E402
from commongrid.cases.models import Case  # noqa: E402

SKIPPED = ("journal_entry_rest",)


def tables() -> list[str]:
    """All tables an import fills: those of cases, figures and the journal's months, parents before children."""
    with connection.cursor() as db:
        db.execute(
            "select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace"
            " and (c.relname like 'cases\\_%' or c.relname like 'figures\\_%' or c.relname like 'journal\\_entry\\_%')"
            " order by c.relname <> 'cases_case', c.relname"
        )
        return [str(row[0]) for row in db.fetchall() if row[0] not in SKIPPED]


def raw(folder: Path) -> float:
    """Seconds for the same rows into the same tables with the same indexes, one COPY each; everything as it was after."""
    every = tables()
    for table in every:
        with (
            connection.cursor() as db,
            db.copy(f'copy "{table}" to stdout') as out,
            (folder / table).open("wb") as file,
        ):
            for piece in out:
                file.write(piece)
    with transaction.atomic(), connection.cursor() as db:
        db.execute(f"truncate {', '.join(every)} cascade")
    began = time.perf_counter()
    with transaction.atomic():
        for table in every:
            with (
                connection.cursor() as db,
                db.copy(f'copy "{table}" from stdin') as into,
                (folder / table).open("rb") as file,
            ):
                while piece := file.read(1 << 18):
                    into.write(piece)
    return time.perf_counter() - began


def measured(path: str, how: str, processes: int) -> dict[str, Any]:
    began = time.perf_counter()
    call_command("import_cases", path, map=how, processes=processes, json=True, stdout=sys.stderr)
    ours = time.perf_counter() - began
    rows = Case.objects.count()
    with tempfile.TemporaryDirectory() as made:
        limit = raw(Path(made))
    return {"rows": rows, "ours": rows / ours, "limit": rows / limit}


if __name__ == "__main__":
    job = json.load(sys.stdin)
    _town.made(1, 0)
    json.dump(measured(**job), sys.stdout)
