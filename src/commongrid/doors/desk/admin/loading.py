"""Checking and loading a pack, with the result as plain values that can be kept and shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.registry.packs import acts, checking, reading, shelf
from commongrid.registry.packs.terms import Fault, Loaded, Rejected


def check(name: str) -> list[Fault]:
    """Every fault of the pack's files; Refused("packs.not_found")."""
    pack, faults = reading.read(shelf.find(name))
    return checking.faults(pack) if pack is not None and not faults else faults


def load(name: str, *, over_own: bool, why: str, by: Actor, at: datetime) -> dict[str, Any]:
    """Load it within the caller's transaction; what changed, or its faults, as plain values."""
    try:
        return told(acts.load(shelf.find(name), by=by, at=at, why=why, over_own=over_own, again=True))
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
