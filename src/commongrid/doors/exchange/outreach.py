"""The services of a pack that departments bring out: `outreach.csv`, a line for each."""

from __future__ import annotations

import csv
from pathlib import Path

from commongrid.work.outreach.models import Service

COLUMNS = ("code", "name_zh", "name_en", "department")


def read(path: Path) -> list[Service]:
    """Every service of the file; raises ValueError with what is wrong, OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        if missing := sorted(set(COLUMNS) - set(table.fieldnames or ())):
            raise ValueError(f"{path.name}: no column {', '.join(missing)}")
        rows = [{name: (row[name] or "").strip() for name in COLUMNS} for row in table]
    if bad := next((row for row in rows if not all(row.values())), None):
        raise ValueError(f"{path.name}: {bad['code'] or '?'} lacks a column")
    return [Service(row["code"], row["name_zh"], row["name_en"], row["department"]) for row in rows]
