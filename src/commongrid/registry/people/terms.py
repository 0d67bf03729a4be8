"""The words of people: channels of contact, one-time codes and their limits, and what a person may see of themself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from commongrid.base.verdicts import Why

KINDS = ("person.unmasked", "person.corrected", "person.frozen", "person.erased")

type Contact = Literal["phone", "email"]
type Purpose = Literal["sign_in", "follow", "change_contact", "sign"]

CODE_DIGITS = 6
CODE_TRIES = 5
CODE_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`, counted from the first."""

    name: str
    seconds: int
    most: int


SEND_TO_ONE = (Limit("minute", 60, 1), Limit("hour", 3600, 5), Limit("day", 86400, 10))
"""Codes to one number or address: nobody's phone can be flooded."""

SEND_FROM_ONE = (Limit("hour", 3600, 20), Limit("day", 86400, 60))
"""Codes asked for by one client; a station's shared address still serves a queue of people."""

LOOK_UP_BY_ONE = (Limit("hour", 3600, 30), Limit("day", 86400, 120))
"""Numbers looked up by one member of staff: enough for a telephone desk, too few to try numbers."""

TRY_FROM_ONE = (Limit("hour", 3600, 60),)
"""Codes tried by one client, over all numbers."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A code is on its way: to whom (masked), how long it holds, from when another may be asked for."""

    to: str
    expires_at: datetime
    again_at: datetime


@dataclass(frozen=True, slots=True)
class Masked:
    """A person as everybody with the case sees them; empty where nothing was given."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Section:
    """What one room stores about a person: rows of plain values, `key` names the heading's sentence."""

    key: str
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at the person's data, as the person is told."""

    at: datetime
    field: str
    role: str
    unit_name: str
    actor_name: str
    reason: str
    context: str


@dataclass(frozen=True, slots=True)
class MyData:
    """Everything stored about a person, who looked, and how long each kind is kept (key → days or None)."""

    sections: tuple[Section, ...]
    looks: tuple[Seen, ...]
    kept: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a wish to be erased: done, or frozen (kept and not used) for the reasons in `holds`."""

    outcome: Literal["erased", "frozen"]
    holds: tuple[Why, ...] = ()
