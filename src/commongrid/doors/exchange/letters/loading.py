"""The letterboxes of a pack: `letterboxes.csv`, a line for each, or one for each place of a level."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from commongrid.registry.places import queries as places
from commongrid.work.letters.terms import BoxSetting

COLUMNS = frozenset(
    ("code", "for_each", "kind", "name_zh", "name_en", "area", "unit", "second_unit", "answer_days", "answer_rule", "answer_source", "active")
)  # fmt: skip
LEVELS = {"town": 9, "village": 12}


class Fault(Exception):
    """Says in plain words what is wrong with the file, and where."""


def read(path: Path) -> list[BoxSetting]:
    """Every box of the file, lines for each place unfolded; raises Fault, OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        if missing := sorted(COLUMNS - set(table.fieldnames or ())):
            raise Fault(f"{path.name}: no column {', '.join(missing)}")
        return [box for n, row in enumerate(table, 2) for box in _boxes(row, f"{path.name}, line {n}")]


def _boxes(row: dict[str, str], where: str) -> Iterator[BoxSetting]:
    each = row["for_each"].strip()
    if not each:
        yield _box(row, {}, where)
        return
    if each not in LEVELS:
        raise Fault(f"{where}: for_each is {' or '.join(LEVELS)}, not {each}")
    for one in sorted(places.atlas().divisions.values(), key=lambda one: one.code):
        if len(one.code) == LEVELS[each]:
            found = places.division(one.code)
            short = found.short if found else one.name
            told = {"code": one.code, "town": one.code[:9], "name": one.name, "short": short or one.name}
            yield _box(row, {**told, "name_en": found.name_en if found else ""}, where)


def _box(row: dict[str, str], told: dict[str, str], where: str) -> BoxSetting:
    try:
        said = {
            name: (row[name] or "").strip().format_map(told) if told else (row[name] or "").strip()
            for name in COLUMNS
        }
        days = int(said["answer_days"]) if said["answer_days"] else None
    except (KeyError, ValueError, IndexError) as fault:
        raise Fault(f"{where}: {fault}") from None
    return BoxSetting(
        code=said["code"], kind=said["kind"], name=said["name_zh"], name_en=said["name_en"], area=said["area"],
        unit=said["unit"], second_unit=said["second_unit"], answer_days=days, answer_rule=said["answer_rule"],
        answer_source=said["answer_source"], active=said["active"] != "no",
    )  # fmt: skip
