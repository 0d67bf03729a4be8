"""Collects the words of every room's templates and Python into its own `locale/zh_Hans`, compiles them, and finds what is missing.

`python -m commongrid.doors.look.words collect|compile|check [room …]` needs neither a database nor gettext's programs.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import mofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from commongrid.doors.look.wordlists import PACKAGE, PO, empty, read, write

KEYWORDS: dict[str, object] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A msgid where it stands: a plain text or (singular, plural), its context, file relative to the room, line."""

    msgid: str | tuple[str, ...]
    context: str | None
    path: str
    line: int


def rooms() -> list[Path]:
    """Every room with templates or that already has a locale, or whose Python says something to people."""
    doors = sorted(path.parent for path in PACKAGE.rglob("apps.py"))
    return [room for room in doors if any(found(room))]


def found(room: Path) -> Iterator[Found]:
    """All gettext strings of one room, templates and Python; a room inside it speaks for itself."""
    inner = [app.parent for app in room.rglob("apps.py") if app.parent != room]
    for path in sorted(room.rglob("*")):
        if any(path.is_relative_to(other) for other in inner):
            continue
        if path.suffix in (".html", ".txt") and "templates" in path.parts:
            text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        elif path.suffix == ".py" and "migrations" not in path.parts:
            text = path.read_text(encoding="utf-8")
        else:
            continue
        lines = io.BytesIO(text.encode())
        for line, msgid, _comments, context in extract("python", lines, KEYWORDS):  # type: ignore[arg-type]
            yield Found(msgid, context, str(path.relative_to(room)), line)


def collect(room: Path) -> Catalog:
    """Brings the room's .po up to date: keeps translations, takes those another room has, drops what nobody says."""
    old, new, others = read(room), empty(), [read(other) for other in _others(room)]
    for one in found(room):
        new.add(one.msgid, locations=[(one.path, 0)], context=one.context, flags=_flags(one.msgid))
    for message in new:
        if message.id:
            known = (catalog.get(message.id, context=message.context) for catalog in (old, *others))
            message.string = next(
                (one.string for one in known if one and any(one.string or ())), message.string
            )
    write(room, new)
    return new


def missing(room: Path) -> list[str]:
    """What the room says that its .po lacks, leaves empty or marks fuzzy; and what the .po keeps though nobody says it."""
    catalog, said = read(room), {(one.context, _key(one.msgid)) for one in found(room)}
    kept = {(message.context, _key(message.id)): message for message in catalog if message.id}
    faults = [f"not in the .po: {key!r}" for _, key in sorted(said - kept.keys(), key=str)]
    faults += [f"nobody says it: {key!r}" for _, key in sorted(kept.keys() - said, key=str)]
    for (_, key), message in kept.items():
        texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if not all(texts) or message.fuzzy:
            faults.append(f"not translated: {key!r}")
        elif _names(message.id) < _names(message.string):
            faults.append(f"the translation asks for facts the text has not: {key!r}")
    return faults


def compile_room(room: Path) -> None:
    """Writes the .mo beside the .po."""
    if (room / PO).exists():
        with (room / PO.with_suffix(".mo")).open("wb") as out:
            mofile.write_mo(out, read(room))


def _others(room: Path) -> list[Path]:
    """Rooms whose words may be taken over; a word means the same in all of them, since they share one catalogue."""
    return [path.parents[3] for path in sorted(PACKAGE.rglob(str(PO))) if path.parents[3] != room]


def _flags(msgid: str | tuple[str, ...]) -> list[str]:
    return ["python-format"] if "%(" in _key(msgid) else []


def _key(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _names(text: str | tuple[str, ...] | list[str] | None) -> set[str]:
    joined = text if isinstance(text, str) else " ".join(text or ())
    return set(re.findall(r"%\((\w+)\)", joined))


def main(arguments: list[str]) -> int:
    deed, wanted = (arguments or ["check"])[0], arguments[1:]
    settings.configure(USE_I18N=True)
    chosen = [room for room in rooms() if not wanted or room.name in wanted]
    faults = []
    for room in chosen:
        if deed == "collect":
            collect(room)
        if deed in ("collect", "compile"):
            compile_room(room)
        faults += [f"{room.relative_to(PACKAGE)}: {fault}" for fault in missing(room)]
    sys.stdout.write(("\n".join(faults) or f"{len(chosen)} rooms, nothing missing") + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
