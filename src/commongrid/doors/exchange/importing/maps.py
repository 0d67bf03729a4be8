"""How a file of another system's cases is to be read: a map in TOML. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

NEEDED = ("id", "opened")
KNOWN = (
    "id", "opened", "closed", "target", "status", "title", "matter", "class", "unit", "department", "channel", "lon", "lat",
    "address", "area", "reason",
)  # fmt: skip


class MapFault(Exception):
    """Says in plain words what is wrong with a map."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the file → what we call it; `default` for everything else ("": the row is rejected)."""

    table: Mapping[str, str] = field(default_factory=dict)
    default: str = ""

    def of(self, told: str) -> str:
        return self.table.get(told.strip().lower(), self.default)


@dataclass(frozen=True, slots=True)
class Founding:
    """A place beside the city: its areas, units and matters are made from the file under a root of its own."""

    root: str
    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class FileMap:
    """`columns`: our name → the file's. Times without a zone are local in `zone`."""

    source: str
    name: str
    columns: Mapping[str, str]
    zone: ZoneInfo
    formats: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    statuses: Mapping[str, str] = field(default_factory=dict)
    matter: Words = Words()
    unit: Words = Words()
    channel: Words = Words(default="api")
    area: Words = Words()
    never_from: int = 9999
    nowhere: tuple[tuple[float, float], ...] = ()
    founding: Founding | None = None

    @property
    def has_targets(self) -> bool:
        return "target" in self.columns


def read(text: str) -> FileMap:
    """Raises MapFault."""
    try:
        told = tomllib.loads(text)
        return _read(told)
    except tomllib.TOMLDecodeError as fault:
        raise MapFault(f"the map is no TOML: {fault}") from None
    except KeyError as fault:
        raise MapFault(f"the map says nothing of {fault.args[0]}") from None
    except (TypeError, AttributeError, ValueError) as fault:
        raise MapFault(f"the map cannot be understood: {fault}") from None


def _read(told: dict[str, Any]) -> FileMap:
    columns = {str(name): str(column) for name, column in told["columns"].items()}
    for name in NEEDED:
        if name not in columns:
            raise MapFault(f"the map names no column for {name}")
    if unknown := [name for name in columns if name not in KNOWN]:
        raise MapFault(f"nobody knows {', '.join(unknown)}: the names are {', '.join(KNOWN)}")
    times, place, found = told.get("times", {}), told.get("place", {}), told.get("found")
    statuses = {
        word.strip().lower(): kind for kind, words in told.get("status", {}).items() for word in words
    }
    return FileMap(
        source=str(told["source"]),
        name=str(told["name"]),
        columns=columns,
        zone=ZoneInfo(times.get("zone", "UTC")),
        formats=tuple(times.get("formats", ())),
        encoding=str(told.get("encoding", "utf-8-sig")),
        statuses=statuses,
        matter=_words(told.get("matter", {})),
        unit=_words(told.get("unit", {})),
        channel=_words({"default": "api", **told.get("channel", {})}),
        area=_words({"table": place.get("areas", {}), "default": place.get("default", "")}),
        never_from=int(times.get("never_from", 9999)),
        nowhere=tuple((float(lon), float(lat)) for lon, lat in place.get("nowhere", ())),
        founding=Founding(str(found["root"]), str(found["prefix"]), str(told["name"])) if found else None,
    )


def _words(told: Mapping[str, Any]) -> Words:
    table = {str(word).strip().lower(): str(code) for word, code in told.get("table", {}).items()}
    return Words(table, str(told.get("default", "")))
