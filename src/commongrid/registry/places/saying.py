"""Reports of imports in words, for those who have no page: commands and logs. English, from sentences.csv. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from commongrid.base.verdicts import Why
from commongrid.registry.places.terms import Report

REGISTRY = Path(__file__).resolve().parents[1]


def lines(report: Report, place: str) -> Iterator[str]:
    """One line for each fault (`line 12, 441900: …`), then what was or would be done; `place` is line or feature."""
    for one in report.faults:
        where = ", ".join(part for part in (f"{place} {one.at}" if one.at else "the file", one.code) if part)
        yield f"{where}: {sentence(one.why)}"
    if report.faults:
        yield f"{len(report.faults)} faults; nothing was written."
        return
    done = "" if report.written else "would be "
    counts = (("added", report.added), ("changed", report.changed), ("closed", report.closed))
    yield ", ".join(f"{count} {done}{word}" for word, count in counts) + f", {report.unchanged} already so."


def sentence(why: Why) -> str:
    """The English sentence of a reason of the registry: imports of rooms above are told by the same commands."""
    return _sentences()[why.key].format(**why.facts)


@cache
def _sentences() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(REGISTRY.glob("*/sentences.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["key"]: row["en"] for row in csv.DictReader(file)}
    return found
