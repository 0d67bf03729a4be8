"""Checking and loading a pack, with the result as plain values that can be kept and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.registry.packs import acts, checking, reading, shelf
from commongrid.registry.packs.terms import Fault, Loaded, Rejected
from commongrid.work.training import acts as training
from commongrid.work.training import shipping
from commongrid.work.training.terms import Loaded as Courses


def check(name: str) -> list[Fault]:
    """Every fault of the pack's files; Refused("packs.not_found")."""
    folder = shelf.find(name)
    pack, faults = reading.read(folder)
    found = checking.faults(pack) if pack is not None and not faults else faults
    try:
        shipping.read(folder)
    except Rejected as rejected:
        found = [*found, *rejected.faults]
    return found


def load(name: str, *, over_own: bool, why: str, by: Actor, at: datetime) -> dict[str, Any]:
    """Load it within the caller's transaction, what it teaches too; what changed, or its faults, as plain values."""
    folder = shelf.find(name)
    try:
        taught = shipping.read(folder)
        found = told(acts.load(folder, by=by, at=at, why=why, over_own=over_own, again=True))
        said = why or f"pack {name}"
        courses = training.load(taught, by=by, at=at, why=said) if taught.courses else Courses()
        return found | {"courses": asdict(courses)}
    except Rejected as rejected:
        return {"faults": plain(rejected.faults)}


def plain(faults: Sequence[Fault]) -> list[dict[str, Any]]:
    """Faults as JSON values."""
    return [{"file": fault.file, "line": fault.line, "why": fault.why.as_json()} for fault in faults]


def told(loaded: Loaded) -> dict[str, Any]:
    """What loading did, file by file and matter by matter."""
    found = loaded.matters
    names = ("added", "revised", "kept")
    return {
        "places": [
            {"file": file, "added": report.added, "changed": report.changed, "unchanged": report.unchanged}
            for file, report in loaded.places.items()
        ],
        "matters": {name: list(getattr(found, name)) for name in names} | {"unchanged": len(found.unchanged)},
        "departments": loaded.departments,
        "reasons": loaded.reasons,
        "counts": dict(loaded.counts),
    }
