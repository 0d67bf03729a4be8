"""Services brought out: states, journal kinds, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

REQUEST = "outreach"
KINDS = (
    "outreach.asked",
    "outreach.offered",
    "outreach.agreed",
    "outreach.declined",
    "outreach.withdrawn",
    "outreach.called_off",
    "outreach.done",
    "outreach.rated",
    "outreach.services_set",
)
MOST_DAYS = 3
MOST_PEOPLE = 5000
MOST_STARS = 5


class State(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    OFFERED = "offered"
    AGREED = "agreed"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a village asks for. `days`: moments it proposes, the dearest first; `hours` it should last."""

    division: str
    service: str
    unit: str
    days: tuple[datetime, ...]
    hours: int
    people: int
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A unit's year in counts: of requests and of people served, never of a person."""

    asked: int = 0
    done: int = 0
    declined: int = 0
    called_off: int = 0
    served: int = 0
    rated: int = 0
    stars: int = 0

    @property
    def average(self) -> float | None:
        return self.stars / self.rated if self.rated else None
