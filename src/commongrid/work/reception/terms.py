"""Tickets of a hall and what the counter takes down: states, journal kinds, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from commongrid.registry.points.terms import Service

SUBJECT = "ticket"
KINDS = ("ticket.taken", "ticket.called", "ticket.served", "ticket.missed", "counter.taken_down")

LETTERS = {
    Service.INTAKE: "A",
    Service.LEGAL: "B",
    Service.PSYCHOLOGY: "C",
    Service.MEDIATION: "D",
    Service.ERRANDS: "E",
}
"""What the numbers of a service begin with, so that one number a day is called once."""
KEPT_DAYS = 30
"""Tickets are deleted after so many days; they name nobody."""
MOST_WAITING = 200
"""More than a hall serves in a day: a queue that is longer takes no more."""
CALLS_LOOKED_AT = 10
FEWEST_CALLS = 3
LONGEST_GAP = timedelta(minutes=90)
"""A longer gap between two calls is a noon break, not somebody's matter."""


class State(StrEnum):
    """Waiting, called to a counter, served, or not there when called."""

    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    MISSED = "missed"


class Source(StrEnum):
    """Where a ticket was taken."""

    PORTAL = "portal"
    HALL = "hall"


@dataclass(frozen=True, slots=True)
class Wait:
    """How many are before one, and about how many minutes that is; None while too few were called to say."""

    ahead: int
    minutes: int | None


LASTS = timedelta(minutes=30)
"""So long the page for a visitor's photos is open."""
MOST_REPRESENTATIVES = 5
"""信访工作条例 art. 20: several people who come with one matter choose at most five representatives."""
MOST_PEOPLE = 5_000


@dataclass(frozen=True, slots=True)
class Spokesman:
    """A representative as the counter wrote them down."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Many:
    """A group: how many they are in all, who speaks for them, and the names of the others as far as they were given."""

    count: int
    representatives: tuple[Spokesman, ...]
    names: tuple[str, ...] = ()
