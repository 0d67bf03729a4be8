"""docs/journal.md: every kind of entry, how it is told, and who hears it."""

from __future__ import annotations

import csv
import importlib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from django.apps import apps

from commongrid.config import wiring

HEAD = """# The journal

Everything that can happen, as it is recorded. The sentences are those the timeline shows; {facts} are filled from the
entry. Who hears what is wired in [config/wiring.py](../src/commongrid/config/wiring.py).
"""


def text(root: Path) -> str:
    told, heard = sentences(root), listeners()
    sections = [HEAD]
    for room, kinds in rooms():
        rows = [
            f"| `{kind}` | {told.get(kind, ('', ''))[1]} | {told.get(kind, ('', ''))[0]} | {heard.get(kind, '')} |"
            for kind in kinds
        ]
        sections += [
            f"## {room}",
            "",
            "| kind | 中文 | English | heard by |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    return "\n".join(sections).rstrip() + "\n"


def rooms() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Rooms with their journal kinds."""
    for app in apps.get_app_configs():
        if app.name.startswith("commongrid.") and any(Path(app.path).glob("terms*")):
            terms: Any = importlib.import_module(f"{app.name}.terms")
            if kinds := tuple(map(str, getattr(terms, "KINDS", ()))):
                yield app.name.removeprefix("commongrid."), kinds


def sentences(root: Path) -> dict[str, tuple[str, str]]:
    """English and Chinese by key, from every room's sentences.csv."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((root / "src" / "commongrid").rglob("sentences.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found |= {
                row["key"].removeprefix("entry."): (row["en"] or "", row["zh"] or "")
                for row in csv.DictReader(file)
            }
    return found


def listeners() -> dict[str, str]:
    """By kind, the readers that hear it; `nobody` for those that are unheard on purpose."""
    heard: dict[str, list[str]] = {}
    for name, reader in wiring.READERS.items():
        for kind in reader.kinds:
            heard.setdefault(kind, []).append(name)
    return dict.fromkeys(map(str, unheard()), "nobody") | {
        kind: ", ".join(who) for kind, who in heard.items()
    }


def unheard() -> Collection[str]:
    """Kinds that nobody listens to on purpose."""
    found: Collection[str] = getattr(wiring, "NOBODY_LISTENS", ())
    return found
