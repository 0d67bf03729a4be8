"""The words of premises: kinds, states, journal kinds, and the plain values that acts and queries work with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from commongrid.base.verdicts import Fact, Why
from commongrid.registry.places.terms import Fault

SUBJECT = "premises"
KINDS = (
    "premises.added",
    "premises.changed",
    "premises.moved",
    "premises.closed",
    "premises.reopened",
    "premises.merged",
    "premises.absorbed",
    "premises.told_apart",
    "premises.confirmed",
    "premises.keeper_set",
    "premises.plate_made",
)


class Kind(StrEnum):
    """What a place is: the one list for premises, their filters and the checklists that are for them."""

    BUILDING = "building"
    RENTAL = "rental_building"
    RESIDENTIAL = "residential"
    SELF_BUILT = "self_built"
    THREE_SMALL = "three_small"
    SMALL_SHOP = "small_shop"
    SMALL_WORKSHOP = "small_workshop"
    SMALL_VENUE = "small_venue"
    RESTAURANT = "restaurant"
    MARKET = "market"
    ENTERPRISE = "enterprise"
    SITE = "site"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    HAZARD = "hazard_point"
    RIVER = "river"
    FOREST = "forest"


OLD_WORDS = {
    "rental_house": Kind.RENTAL,
    "construction_site": Kind.SITE,
    "self_built_house": Kind.SELF_BUILT,
}
"""What tables of older packs call three of the kinds."""

COARSE = {
    Kind.THREE_SMALL: (Kind.SMALL_SHOP, Kind.SMALL_WORKSHOP, Kind.SMALL_VENUE),
    Kind.BUILDING: (Kind.RESIDENTIAL,),
}
"""A kind that may be any of some finer ones, for places nobody has told more of."""


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


SIZES = (2, 4, 6, 9, 12, 15)
"""Digits of an area's code, from the province to the grid."""

FACTS = (
    "kind", "name", "address", "floors", "rooms", "is_rental", "credit_code", "parent", "unit", "captain",
    "valid_from", "valid_until",
)  # fmt: skip
"""What `acts.change` may change; the position has an act of its own."""


@dataclass(frozen=True, slots=True)
class PremisesRow:
    """One line of a table: `division` is a code, `parent` the code of the building it is in, `unit` a unit's code."""

    code: str
    kind: str
    name: str
    division: str
    lon: float
    lat: float
    address: str = ""
    floors: int | None = None
    rooms: int | None = None
    is_rental: bool = False
    credit_code: str = ""
    parent: str = ""
    unit: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """What tells two premises apart: name, address, and where they are (WGS 84 degrees)."""

    name: str
    address: str
    lon: float
    lat: float
    credit_code: str = ""


class Dot(NamedTuple):
    """What a map and its list say of one place, and nothing else of it."""

    code: str
    kind: str
    name: str
    address: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Sum:
    """How many premises an area holds."""

    area: str
    n: int


def kind_word(word: str) -> str:
    """A kind as it is called here; what is no kind is left as it is, for `rules` to name."""
    return str(OLD_WORDS.get(word, word))


def looked_at_as(kind: str) -> tuple[str, ...]:
    """The kinds whose checklists fit a place of this kind: its own, and the finer ones a coarse kind may be."""
    return (kind, *COARSE.get(Kind(kind), ())) if kind in set(Kind) else ()


def fitting(kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds of place that something for these kinds is for: themselves, and the coarse ones that may be one of them."""
    wanted = set(kinds)
    return tuple(str(one) for one in Kind if wanted.intersection(looked_at_as(one)))


def fault(at: int, code: str, key: str, facts: Mapping[str, Fact] | None = None) -> Fault:
    """One thing wrong with a line of a table; `key` names a sentence of this room."""
    return Fault(at, code, Why(f"premises.{key}", {"code": code, **(facts or {})}))
