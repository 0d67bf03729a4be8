"""Faults and results in sentences for a terminal; pages have their own words (doors/look)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from commongrid.base.verdicts import Why
from commongrid.registry.matters.nearness import Pair
from commongrid.registry.packs.terms import Fault, Loaded

REGISTRY = Path(__file__).resolve().parents[1]
ROOMS = (
    REGISTRY / "packs",
    REGISTRY / "checklists",
    REGISTRY / "matters",
    REGISTRY / "places",
    REGISTRY.parent / "base" / "calendar",
)


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for room in ROOMS:
        path = room / "sentences.csv"
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                found |= {row["key"]: row["en"] for row in csv.DictReader(file)}
    return found


def sentence(why: Why) -> str:
    """In English; the bare key and facts where there is no sentence or a fact is missing."""
    try:
        return _words()[why.key].format(**why.facts)
    except KeyError:
        return f"{why.key} {dict(why.facts)}"


def fault(found: Fault, pack: str) -> str:
    """ "small-town/matters.csv:12: what is wrong"."""
    return f"{pack}/{found.file}:{found.line}: {sentence(found.why)}"


def warnings(pairs: Iterable[Pair]) -> Iterator[str]:
    """Near-copies: nothing keeps them from being loaded, somebody should look."""
    for pair in pairs:
        yield (
            f"Warning: {pair.one.code} {pair.one.name_zh} and {pair.other.code} {pair.other.name_zh} read almost alike "
            f"({pair.nearness:.2f}): take one out, or say in distinctions.csv how they are told apart."
        )


def result(loaded: Loaded) -> Iterator[str]:
    """Line by line what loading did."""
    if loaded.again:
        yield f"{loaded.name} is as it was loaded; nothing changed."
        return
    for file, report in loaded.places.items():
        yield f"{file}: {report.added} new, {report.changed} changed, {report.unchanged} as they were."
    published = loaded.matters
    yield (
        f"Matters: {len(published.added)} new, {len(published.revised)} revised, {len(published.unchanged)} as they were, "
        f"{len(published.kept)} kept as the city edited them."
    )
    if published.revised:
        yield f"  revised: {', '.join(published.revised)}"
    if published.kept:
        yield f"  kept: {', '.join(published.kept)}"
    asked = loaded.checklists
    if any((asked.added, asked.revised, asked.unchanged, asked.kept)):
        yield (
            f"Checklists: {len(asked.added)} new, {len(asked.revised)} revised, {len(asked.unchanged)} as they were, "
            f"{len(asked.kept)} kept as the city edited them."
        )
    yield from warnings(loaded.near_copies)
    yield f"Departments changed: {loaded.departments}. Reasons changed: {loaded.reasons}."
    yield "There are now " + ", ".join(f"{number:,} {what}" for what, number in loaded.counts.items()) + "."
