"""A pattern of shifts, the shifts it makes, and how a shift was attended; frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

KINDS = (
    "duty.laid_out", "duty.changed", "duty.swapped", "duty.dropped",
    "duty.signed_on", "duty.signed_off", "duty.handover_read", "duty.away",
)  # fmt: skip

LONGEST = timedelta(hours=24)
"""No shift is longer: 24 hours on duty are the most a station lays out, and the index counts on it."""
GRACE = timedelta(minutes=10)
"""Who signs on within it is in time."""
EARLY = timedelta(minutes=30)
"""So long before its beginning a shift may be signed on."""
MOST_WEEKS = 8


class Kind(StrEnum):
    """On duty at the place, or on stand-by to be called."""

    DUTY = "duty"
    STANDBY = "standby"


class Days(StrEnum):
    """Which days of the calendar a pattern is for: exchanged rest days count as worked, holidays as off."""

    EVERY = "every"
    WORKED = "worked"
    OFF = "off"


class Turn(StrEnum):
    """After what the next in the row takes over."""

    DAY = "day"
    WEEK = "week"


class State(StrEnum):
    """How a shift is attended."""

    PLANNED = "planned"
    AWAITED = "awaited"
    ON = "on"
    DONE = "done"
    OPEN = "open"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What repeats: from when to when (until at or before from: past midnight), on which days, who in which order."""

    begins: time
    ends: time
    post_ids: tuple[int, ...]
    kind: Kind = Kind.DUTY
    days: Days = Days.EVERY
    weekdays: frozenset[int] = frozenset(range(7))
    turn: Turn = Turn.DAY


@dataclass(frozen=True, slots=True)
class Busy:
    """A post that cannot stand here then: `away`, or on another shift."""

    post_id: int
    starts_at: datetime
    ends_at: datetime
    is_away: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift that would be written; no post where nobody of the row is free."""

    starts_at: datetime
    ends_at: datetime
    kind: Kind
    post_id: int | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """How a shift stands at a moment, and by how much it was signed on late."""

    state: State
    late: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Roster:
    """Whose roster it is, as a grant sees it: by the division of its unit."""

    area: str


type Worked = frozenset[date]
