"""What coverage counts, and what it found; frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SUBJECT = "coverage"
KINDS = ("coverage.counted",)
MOST_BEST = 10
"""So many further points are proposed, one after another."""
MOST_SPOTS = 300
"""So many uncovered spots are kept for the map, those with the most first."""


class Basis(StrEnum):
    """What one unit of a share is: a room of a building people live in, such a building, or a basic grid."""

    ROOMS = "rooms"
    BUILDINGS = "buildings"
    GRIDS = "grids"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all lie within reach of a point, and of one that opens on a weekend day too."""

    area: str
    total: int
    covered: int
    weekend: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where people live out of reach: the middle of a cell, how many, and the community most of them are in."""

    lon: float
    lat: float
    n: int
    area: str


@dataclass(frozen=True, slots=True)
class Best:
    """Where one more point helps most, once those before it are there: a site, and how many come within reach by it."""

    lon: float
    lat: float
    gain: int
    area: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that was counted."""

    basis: Basis
    shares: tuple[Share, ...]
    spots: tuple[Spot, ...]
    best: tuple[Best, ...]
