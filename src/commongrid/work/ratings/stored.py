"""Between tables and values: criteria and findings as JSON and back, criteria as lines of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from commongrid.base.verdicts import Why
from commongrid.work.ratings.models import Edition
from commongrid.work.ratings.terms import Criteria, Criterion, Finding, Need, Proof, Scheme

PROPOSED = Path(__file__).with_name("criteria.csv")


def criteria(edition: Edition) -> Criteria:
    """An edition as values."""
    told = tuple(
        Criterion(**{**each, "need": Need(each["need"]), "test": Proof(each["test"])})
        for each in edition.criteria
    )
    return Criteria(Scheme(edition.scheme), told, edition.share, edition.months, edition.number, edition.pk)


def as_json(criterion: Criterion) -> dict[str, Any]:
    """A criterion as plain values."""
    return asdict(criterion) | {"need": criterion.need.value, "test": criterion.test.value}


def findings_as_json(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as plain values."""
    return [
        {"code": each.code, "met": each.is_met, "why": each.why.as_json(), "note": each.note}
        for each in found
    ]


def findings(told: Sequence[dict[str, Any]]) -> tuple[Finding, ...]:
    """What `findings_as_json` made plain."""
    return tuple(
        Finding(each["code"], bool(each["met"]), Why.from_json(each["why"]), each["note"]) for each in told
    )


def proposed() -> list[Criteria]:
    """The criteria the project proposes (`criteria.csv`); a city publishes them, or a table of its own."""
    return read(PROPOSED.read_text("utf-8-sig"))


def read(text: str) -> list[Criteria]:
    """Criteria from the text of a table; ValueError names the line."""
    return of_rows(dict(row) for row in csv.DictReader(io.StringIO(text)))


def of_rows(rows: Iterable[dict[str, str]]) -> list[Criteria]:
    """Criteria from the lines of a table: scheme, code, zh, en, need, test, fact, figure; ValueError names the line.

    A line "share" or "months" in the place of a code gives the scheme's figure.
    """
    by_scheme: dict[Scheme, list[Criterion]] = {}
    figures: dict[tuple[Scheme, str], int] = {}
    for number, row in enumerate(rows, start=2):
        try:
            scheme, code = Scheme(row["scheme"]), row["code"]
            if code in ("share", "months"):
                figures[scheme, code] = int(row["figure"])
                continue
            one = Criterion(
                code,
                row["zh"],
                row["en"],
                Need(row["need"]),
                Proof(row["test"]),
                row["fact"],
                int(row["figure"] or 0),
            )
        except (KeyError, ValueError) as fault:
            raise ValueError(f"{number}: {fault}") from None
        by_scheme.setdefault(scheme, []).append(one)
    return [
        Criteria(scheme, tuple(some), figures.get((scheme, "share"), 0), figures.get((scheme, "months"), 12))
        for scheme, some in by_scheme.items()
    ]
