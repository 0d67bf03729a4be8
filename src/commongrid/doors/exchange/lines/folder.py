"""A drop folder: files come into in/, and go to done/ or rejected/ when every row stands in the ledger; receipts go to out/."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Why
from commongrid.doors.exchange.lines import tables
from commongrid.doors.look.sentences import say
from commongrid.work.lines import acts, mapping
from commongrid.work.lines.models import Line, Ticket

SETTLED = timedelta(seconds=10)
"""A file changed since then may still be written; one that is renamed into place when it is whole need not wait."""
LARGEST = 64 * 2**20
ENDINGS = (".csv", ".json")


def place_of(line: Line) -> Path:
    """The folder of a line: the one it names, else its own below var/lines."""
    return Path(line.options.get("folder") or settings.VAR / "lines" / line.pk)


def read(line: Line, *, at: datetime) -> int:
    """Take in every file that has settled, in the order of names; how many tickets became reports.

    Killed in the middle a file stays in in/ and is read again: the ledger knows what it took in.
    """
    place = place_of(line)
    for name in ("in", "out", "done", "rejected"):
        (place / name).mkdir(parents=True, exist_ok=True)
    return sum(
        _read_file(line, place, path, at) for path in sorted((place / "in").iterdir()) if _is_whole(path, at)
    )


def _is_whole(path: Path, at: datetime) -> bool:
    if (
        not path.is_file()
        or path.is_symlink()
        or path.name.startswith(".")
        or path.suffix in {".part", ".tmp"}
    ):
        return False
    return at.timestamp() - path.stat().st_mtime >= SETTLED.total_seconds()


def _read_file(line: Line, place: Path, path: Path, at: datetime) -> int:
    try:
        if path.stat().st_size > LARGEST:
            raise tables.Unreadable("larger than 64 MB")
        rows = tables.rows(path.read_bytes(), path.name)
    except tables.Unreadable as fault:
        _write(place / "rejected" / f"{path.name}.why.txt", f"{fault}\n")
        _move(path, place / "rejected")
        return 0
    how = mapping.read(line.map)
    taken = [acts.take_in(line, mapping.told(row, how), by=SYSTEM, at=at) for row in rows]
    refused = [
        (one.ticket, row) for one, row in zip(taken, rows, strict=True) if one.ticket.report_id is None
    ]
    if refused:
        _reject(place / "rejected" / f"{path.stem}.refused.csv", refused)
    _move(path, place / "done")
    return sum(one.is_new for one in taken)


def _reject(path: Path, refused: Sequence[tuple[Ticket, Mapping[str, Any]]]) -> None:
    """The refused rows as they came, with the reason in both languages."""
    part = path.with_name(f"{path.name}.part")
    columns = [*dict.fromkeys(name for _, row in refused for name in row), "原因", "why"]
    with part.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.DictWriter(out, columns)
        table.writeheader()
        for ticket, row in refused:
            why = Why.from_json(ticket.refused or {"key": "lines.no_number"})
            table.writerow({**row, "原因": say(why, "zh-hans"), "why": say(why, "en")})
    part.replace(path)


def _move(path: Path, to: Path) -> None:
    target = to / path.name
    number = 1
    while target.exists():
        number += 1
        target = to / f"{path.stem}-{number}{path.suffix}"
    path.replace(target)


def _write(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def answer(line: Line, body: Mapping[str, Any]) -> None:
    """Put one receipt into out/: the same receipt is the same file. Raises OSError."""
    out = place_of(line) / "out"
    out.mkdir(parents=True, exist_ok=True)
    _write(out / f"{body['id']}.json", json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1))
