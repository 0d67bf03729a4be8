"""From a row of theirs to what it tells us: a map names their columns. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from commongrid.base.verdicts import Why
from commongrid.work.lines.terms import Told

KNOWN = ("id", "words", "address", "area", "lon", "lat", "phone", "email", "matter", "captured_at")
NEEDED = ("id", "words")
LONGEST_ID = 80
CHINA = ZoneInfo("Asia/Shanghai")


class MapFault(ValueError):
    """Says in plain words what is wrong with a map."""


@dataclass(frozen=True, slots=True)
class Map:
    """`columns`: our name → theirs, several for one are put one below the other. Times without a zone are local in `zone`."""

    columns: Mapping[str, tuple[str, ...]]
    matters: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    zone: ZoneInfo = CHINA
    formats: tuple[str, ...] = ()


def read(told: Mapping[str, Any]) -> Map:
    """The map of a line's settings; raises MapFault."""
    try:
        columns = {
            str(ours): (theirs,) if isinstance(theirs, str) else tuple(str(one) for one in theirs)
            for ours, theirs in told["columns"].items()
        }
        found = Map(
            columns,
            {str(theirs): str(code) for theirs, code in told.get("matters", {}).items()},
            {str(theirs): str(code) for theirs, code in told.get("areas", {}).items()},
            ZoneInfo(told.get("zone", CHINA.key)),
            tuple(told.get("formats", ())),
        )
    except (KeyError, AttributeError, TypeError, ValueError) as fault:
        raise MapFault(f"the map cannot be understood: {fault}") from None
    if missing := [name for name in NEEDED if name not in columns]:
        raise MapFault(f"the map names no column for {', '.join(missing)}")
    if unknown := [name for name in columns if name not in KNOWN]:
        raise MapFault(f"nobody knows {', '.join(unknown)}: the names are {', '.join(KNOWN)}")
    return found


def told(row: Mapping[str, Any], how: Map, photos: Sequence[bytes] = ()) -> Told:
    """What a row tells. A row that cannot be read keeps its `fault`, so that it is counted and never lost."""
    raw = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
    cells = {ours: _joined(row, theirs) for ours, theirs in how.columns.items()}
    number = cells["id"].strip()
    if not number or len(number) > LONGEST_ID or "\x00" in raw or "\\u0000" in raw or not _is_text(number):
        bare = raw.replace("\x00", "").replace("\\u0000", "")
        return Told(unnamed(raw), bare, fault=Why("lines.no_number"))
    try:
        point = _point(cells.get("lon", ""), cells.get("lat", ""))
        captured = _moment(cells.get("captured_at", ""), how)
    except _Unreadable as fault:
        return Told(number, raw, fault=Why(fault.key, {"told": fault.told[:40]}))
    matter, area = cells.get("matter", "").strip(), cells.get("area", "").strip()
    return Told(
        number, raw, cells["words"].strip(), cells.get("address", "").strip(), how.areas.get(area, area),
        point[0], point[1], cells.get("phone", "").strip(), cells.get("email", "").strip(), how.matters.get(matter, ""), captured, photos=tuple(photos),
    )  # fmt: skip


def _is_text(number: str) -> bool:
    """Can it be written at all? JSON lets half a sign through."""
    return not any("\ud800" <= sign <= "\udfff" for sign in number)


def unnamed(raw: str) -> str:
    """A number of our own for a row that has none: the same row has the same."""
    return f"unnamed-{hashlib.sha256(raw.encode(errors='surrogatepass')).hexdigest()[:24]}"


class _Unreadable(Exception):
    def __init__(self, key: str, told: str) -> None:
        super().__init__(key)
        self.key, self.told = key, told


def _joined(row: Mapping[str, Any], theirs: tuple[str, ...]) -> str:
    cells = (row.get(name) for name in theirs)
    return "\n".join(str(cell).strip() for cell in cells if cell not in (None, ""))


def _point(lon: str, lat: str) -> tuple[float, float] | tuple[None, None]:
    if not lon.strip() or not lat.strip():
        return None, None
    try:
        at = float(lon), float(lat)
    except ValueError:
        raise _Unreadable("lines.no_position", f"{lon}, {lat}") from None
    if not (-180 <= at[0] <= 180 and -90 <= at[1] <= 90):
        raise _Unreadable("lines.no_position", f"{lon}, {lat}")
    return (None, None) if at == (0.0, 0.0) else at


def _moment(text: str, how: Map) -> datetime | None:
    if not text.strip():
        return None
    for form in (None, *how.formats):
        try:
            at = datetime.strptime(text.strip(), form) if form else datetime.fromisoformat(text.strip())  # noqa: DTZ007
        except ValueError:
            continue
        return (at if at.tzinfo else at.replace(tzinfo=how.zone)).astimezone(UTC)
    raise _Unreadable("lines.no_time", text)
