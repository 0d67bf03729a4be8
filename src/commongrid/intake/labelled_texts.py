"""Messages with labels from a CSV file, and which of them may be trained on when others are asked."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LETTERS = re.compile(r"[\W_]+")
_SHORTEST, _BEGINNING = 8, 60


@dataclass(frozen=True, slots=True)
class Labelled:
    """One row: its text fields (the title first where there is one), its label and what it counts."""

    fields: tuple[str, ...]
    label: str
    weight: float = 1.0


class Faulty(Exception):
    """The file cannot be used; says where and why."""


def read(path: Path, text_columns: Sequence[str], label_column: str, weight: float = 1.0) -> list[Labelled]:
    """The rows that have a text and a label. Raises Faulty when the file or a column is not there."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = {*text_columns, label_column} - set(rows.fieldnames or ())
            if missing:
                raise Faulty(f"{path}: no column {', '.join(sorted(missing))}; there are {rows.fieldnames}")
            found = [
                (tuple(row[name] or "" for name in text_columns), (row[label_column] or "").strip())
                for row in rows
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise Faulty(f"{path}: {fault}") from fault
    return [
        Labelled(fields, label, weight) for fields, label in found if label and any(map(str.strip, fields))
    ]


def unseen(extra: Sequence[Labelled], asked: Sequence[Labelled]) -> list[Labelled]:
    """The extra rows that share no field, nor the first 60 letters of one, with a row that is asked."""
    known = {mark for row in asked for mark in _marks(row)}
    return [row for row in extra if known.isdisjoint(_marks(row))]


def merged(rows: Sequence[Labelled]) -> list[Labelled]:
    """The same text with the same label once, with the weights added up."""
    weights: dict[tuple[tuple[str, ...], str], float] = {}
    for row in rows:
        weights[row.fields, row.label] = weights.get((row.fields, row.label), 0.0) + row.weight
    return [Labelled(fields, label, weight) for (fields, label), weight in weights.items()]


def _marks(row: Labelled) -> set[str]:
    letters = [_LETTERS.sub("", field) for field in row.fields]
    return {field[:_BEGINNING] for field in letters if len(field) >= _SHORTEST}
