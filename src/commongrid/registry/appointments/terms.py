"""Sessions of a service at a point and what is booked in them: states, limits, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

SUBJECT = "appointment"
SESSION = "session"
KINDS = (
    "appointments.session_set",
    "appointments.session_ended",
    "appointments.booked",
    "appointments.moved",
    "appointments.cancelled",
    "appointments.over",
    "appointments.handed_over",
)

KEPT_DAYS = 30
"""Appointments are deleted so many days after their end."""
AHEAD_DAYS = 28
"""So far ahead one can book."""
LEAD = timedelta(minutes=30)
"""The latest one can book before a slot begins: whoever serves may look once and know the day."""
SHORTEST, LONGEST = 10, 240
MOST_AT_A_TIME = 20
MOST_WORDS = 300
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_SIGNS = 10


class State(StrEnum):
    """Booked, came, did not come, or called off by either side."""

    BOOKED = "booked"
    CAME = "came"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Weekly:
    """When a session takes place: `weekday` 0 is Monday; `minutes` is a slot, `places` how many are served at a time."""

    weekday: int
    opens: time
    closes: time
    minutes: int
    places: int
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A beginning that can be booked, and how many places of it are left."""

    session: UUID
    starts_at: datetime
    ends_at: datetime
    left: int
