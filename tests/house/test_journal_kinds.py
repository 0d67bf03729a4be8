"""Every journal kind has an act that records it, a sentence that tells it, and somebody who listens or nobody on purpose."""

from __future__ import annotations

import ast
import csv
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commongrid.config import wiring
from commongrid.config.docs import entries
from tests.house import plan
from tests.house.law import Law

RECORDED = Law(
    says="Every journal kind of a room's terms.py is recorded by an act of that room.",
    why="A kind without an act is a word for something that cannot happen.",
    mend="Record it in acts (or name it in lifecycle.py), or take it out of KINDS.",
)
KNOWN = Law(
    says="Every kind that is recorded stands in its room's KINDS.",
    why="Readers, sentences and documents are checked against KINDS; a kind beside it would be heard by nobody, unseen.",
    mend="Add it to KINDS in terms.py.",
)
TOLD = Law(
    says="Every journal kind has a sentence in Chinese and English.",
    why="The timeline is read by residents and auditors, not by programmers.",
    mend="Add entry.<kind> to the room's sentences.csv with {facts} from the entry's data.",
)
HEARD = Law(
    says="Every journal kind has listeners in config/wiring.py, or stands in NOBODY_LISTENS there.",
    why="Three files tell all that can happen; a kind in neither list was forgotten.",
    mend="Name the readers that hear it, or write it into NOBODY_LISTENS.",
)


def kinds() -> dict[str, Path]:
    """All journal kinds with the room that owns each."""
    found: dict[str, Path] = {}
    for room in plan.rooms():
        if room.is_domain and any(room.folder.glob("terms*")):
            terms: Any = importlib.import_module(f"{room.dotted}.terms")
            found |= {str(kind): room.folder for kind in getattr(terms, "KINDS", ())}
    return found


def constants(room: Path, *names: str) -> set[str]:
    """Texts in files of a room."""
    paths = [path for name in names for path in room.glob(name)]
    nodes = [node for path in paths for node in ast.walk(plan.tree(path))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def recorded() -> Iterator[tuple[str, str]]:
    """Kinds given to a NewEntry or to the Act of a lifecycle, with where."""
    place = {"NewEntry": 0, "Act": 1}
    for path in plan.modules():
        for node in ast.walk(plan.tree(path)):
            if isinstance(node, ast.Call) and plan.last_name(node.func) in place:
                given = node.args[place[plan.last_name(node.func)] :][:1]
                given += [word.value for word in node.keywords if word.arg == "kind"]
                yield from (
                    (one.value, plan.at(path, one))
                    for one in given
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def test_every_kind_is_recorded() -> None:
    RECORDED.holds(
        f"{kind} of {plan.at(room)}"
        for kind, room in kinds().items()
        if any(room.glob("acts*"))
        and kind not in constants(room, "acts.py", "acts/*.py", "lifecycle.py", "confirming.py")
    )


def test_every_recorded_kind_is_known() -> None:
    KNOWN.holds(f"{where} {kind}" for kind, where in recorded() if kind not in kinds())


def test_every_kind_is_told() -> None:
    told: set[str] = set()
    for path in plan.HOUSE.rglob("sentences.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            told |= {row["key"] for row in csv.DictReader(file) if row.get("en") and row.get("zh")}
    TOLD.holds(f"{kind} of {plan.at(room)}" for kind, room in kinds().items() if f"entry.{kind}" not in told)


def test_every_kind_is_heard_or_not_on_purpose() -> None:
    heard = {kind for reader in wiring.READERS.values() for kind in reader.kinds}
    unheard = set(entries.unheard())
    HEARD.holds(
        [
            *(f"{kind} is in neither list" for kind in kinds() if kind not in heard | unheard),
            *(f"{kind} is heard and in NOBODY_LISTENS" for kind in heard & unheard),
            *(f"{kind} is no kind of any room" for kind in (heard | unheard) - kinds().keys()),
        ]
    )
