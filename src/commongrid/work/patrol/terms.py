"""Words of patrolling: what is demanded, what is due, a round with its stops, and a check-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

DEMAND, ROUND, CHECKIN = "patrol_demand", "patrol_round", "patrol_checkin"
KINDS = (
    "patrol.demand_set",
    "patrol.demand_ended",
    "patrol.round_planned",
    "patrol.stop_added",
    "patrol.stop_skipped",
    "patrol.checked_in",
)
SIZES = (9, 12, 15)
"""Digits of the areas that are counted: town, community, grid."""
SOON_DAYS = 7
"""What is due today or within so many days counts as due; what lies further ahead was looked at lately enough."""
PERIOD_DAYS = 30
POSITION_DAYS, WHO_DAYS, ROUND_DAYS = 30, 365, 30
"""How long a check-in keeps its rounded position and whose it was, and how long a round stands; RETENTION_DAYS changes them."""


class What(StrEnum):
    """What is walked to: places of some kinds, or each grid as a whole."""

    PREMISES = "premises"
    GRID = "grid"


class Facet(StrEnum):
    """Which of the places: all of them, those nobody answers for as captain, those that are let."""

    ALL = ""
    NO_CAPTAIN = "no_captain"
    RENTED = "rented"


class Per(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


class Mode(StrEnum):
    FOOT = "foot"
    EBIKE = "ebike"


class StopState(StrEnum):
    """`left_out`: it did not fit into the time; it stays due and is offered again the next day."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"


class Way(StrEnum):
    """What a check-in shows that somebody stood there by; `words` is nothing but their saying so."""

    PLATE = "plate"
    POSITION = "position"
    PHOTO = "photo"
    WORDS = "words"


class Band(StrEnum):
    """How far from the place the device said it was: within 60 m, within 200 m, further, or it did not say."""

    HERE = "here"
    NEAR = "near"
    FAR = "far"
    UNKNOWN = "unknown"


class Skip(StrEnum):
    CLOSED = "closed"
    NO_ENTRY = "no_entry"
    GONE = "gone"
    OTHER = "other"


class State(StrEnum):
    """How a place stands on a day."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a demand says. Either `every_days`, or `times` in each `per`. Hours are minutes since midnight.

    `who` is the employment of the posts that go ("" any), `matters` and `checklist` codes of what is looked at.
    """

    code: str
    zh: str
    area: str
    starts_on: date
    en: str = ""
    what: str = What.PREMISES
    kinds: tuple[str, ...] = ()
    facet: str = Facet.ALL
    every_days: int | None = None
    times: int | None = None
    per: str = ""
    minutes: int = 10
    opens: int | None = None
    closes: int | None = None
    who: str = ""
    checklist: str = ""
    matters: tuple[str, ...] = ()
    confidence: str = "proposal"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An area as a grant asks about it."""

    area: str


@dataclass(frozen=True, slots=True)
class Load:
    """What a demand would ask of an area: places, visits in 30 days, hours on the spot and on the way, and by how many."""

    places: int
    visits: int
    hours: int
    workers: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the places of one area stand: `all` of them, looked at in the last 30 days, due within a week, overdue."""

    area: str = ""
    all: int = 0
    visited: int = 0
    due: int = 0
    overdue: int = 0

    @property
    def fresh(self) -> int:
        return self.all - self.due - self.overdue

    @property
    def percent(self) -> int:
        """Whole per cent looked at in the last 30 days, rounded down; 0 of none is 0."""
        return 100 * self.visited // self.all if self.all else 0

    @property
    def shares(self) -> tuple[str, str, str, str]:
        """For a bar of 100: how wide what is in time and what is due are, where what is overdue begins, how wide it is."""
        whole = self.all or 1
        fresh, due = 100 * self.fresh / whole, 100 * self.due / whole
        return f"{fresh:.2f}", f"{due:.2f}", f"{fresh + due:.2f}", f"{100 * self.overdue / whole:.2f}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a worker sends from a place. The same key twice is the same check-in.

    `lon`, `lat` as the device gave them: a distance is made of them and what is kept is rounded.
    """

    key: str
    lon: float | None = None
    lat: float | None = None
    plate: str = ""
    reason: str = ""
    note: str = ""
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands or goes: one of the premises, or a grid as a whole (then without `premises_id`)."""

    code: str
    name: str
    area: str
    lon: float
    lat: float
    premises_id: UUID | None = None
    kind: str = "grid"
