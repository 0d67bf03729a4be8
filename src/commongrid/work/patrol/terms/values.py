"""Plain values of patrolling: a demand, what it asks for, how an area stands, a place and what is sent from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from commongrid.work.patrol.terms.words import Facet, What


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a demand says. Either `every_days`, or `times` in each `per`. Hours are minutes since midnight.

    `who` is the employment of the posts that go ("" any), `matters` and `checklist` codes of what is looked at.
    `floors` and `rooms` ask only for places that have at least so many; one nobody has counted is left out.
    """

    code: str
    zh: str
    area: str
    starts_on: date
    en: str = ""
    what: str = What.PREMISES
    kinds: tuple[str, ...] = ()
    facet: str = Facet.ALL
    floors: int | None = None
    rooms: int | None = None
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
