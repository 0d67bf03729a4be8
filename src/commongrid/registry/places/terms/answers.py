"""What places answer: where a point or a text is, what is near, what a map shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commongrid.base.verdicts import Why


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
