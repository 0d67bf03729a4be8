"""The words of places: levels, kinds, and the plain values that queries and acts answer with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from commongrid.base.verdicts import Fact, Why

KINDS = (
    "places.divisions_imported",
    "places.grids_drawn",
    "places.layer_drawn",
    "places.outlines_drawn",
    "places.premises_imported",
    "places.service_points_imported",
)
"""Journal kinds; their subject is the map."""


class Level(StrEnum):
    """Levels of divisions from the top; any of them may be missing in a city."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


DIGITS = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWN, 12: Level.VILLAGE}
"""How many digits a division code of each level has (GB/T 2260, GB/T 10114, statistical codes)."""


class GridKind(StrEnum):
    BASIC = "basic"
    DEDICATED = "dedicated"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file: where (line of a table, feature of a GeoJSON, from 1), which code, and why."""

    at: int
    code: str
    why: Why


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would have done; with faults nothing was written."""

    faults: tuple[Fault, ...] = ()
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    written: bool = False

    @property
    def is_clean(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One division as a table gives it; blank facts are worked out from the name and the code."""

    code: str
    name: str
    level: str = ""
    parent: str = ""
    short: str = ""
    name_en: str = ""
    pinyin: str = ""
    number_letters: str = ""
    kind: str = ""
    lon: float | None = None
    lat: float | None = None
    area_km2: float | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class PointRow:
    """A service point or premises as a table gives it (WGS 84 degrees)."""

    code: str
    kind: str
    name: str
    division: str
    lon: float
    lat: float
    name_en: str = ""
    address: str = ""
    phone: str = ""
    hours: Mapping[str, Any] | None = None
    services: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    grid_code: str = ""
    active: bool = True
    line: int = 0


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point is. Outside the city everything is empty and `why` says how far off it is.

    `path` holds division codes from the top down; `names` the names beside them.
    """

    division_code: str | None
    path: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    grid_code: str | None = None
    grid_id: int | None = None
    grid_name: str = ""
    dedicated_grid_id: int | None = None
    why: Why = field(default_factory=lambda: Why("places.no_map"))

    @property
    def area_code(self) -> str:
        """The grid's code, else the deepest division's; "" outside the city. "Within X" is a prefix of it."""
        return self.grid_code or self.division_code or ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a text may mean: the words that say so and why they count."""

    code: str
    name: str
    words: str
    why: Why


@dataclass(frozen=True, slots=True)
class TextPlace:
    """The place a text names, or None with the candidates to ask about (none: the text names no place)."""

    code: str | None
    candidates: tuple[Candidate, ...] = ()
    words: tuple[str, ...] = ()
    why: Why = field(default_factory=lambda: Why("places.no_place_named"))

    @property
    def is_ambiguous(self) -> bool:
        return self.code is None and bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Nearby:
    """A service point and how far it is; `is_open` is None when its hours are not known."""

    code: str
    kind: str
    name: str
    name_en: str
    address: str
    phone: str
    lon: float
    lat: float
    metres: float
    hours: Mapping[str, Any] | None = None
    services: tuple[str, ...] = ()
    is_open: bool | None = None
    division_code: str = ""


@dataclass(frozen=True, slots=True)
class MapPart:
    """GeoJSON ready to send: the text of a FeatureCollection and the tag that changes when it does."""

    etag: str
    body: str


def fault(at: int, code: str, key: str, **facts: Fact) -> Fault:
    return Fault(at, code, Why(f"places.{key}", {"code": code, **facts}))
