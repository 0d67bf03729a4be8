"""What the law asks of whoever lets rooms, and where they do it: told to captains, and kept nowhere here (`landlords.csv`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty in the reader's language: by which law and article, what, and where it is done."""

    law: str
    article: str
    words: str
    where: str


def duties(language: str) -> tuple[Duty, ...]:
    """All of them, in the order of the table. An article stands there only where its text was read."""
    end = "en" if language.startswith("en") else "zh"
    return tuple(
        Duty(row[f"law_{end}"], row[f"article_{end}"], row[end], row[f"where_{end}"]) for row in _rows()
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with Path(__file__).with_name("landlords.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))
