"""Words of figures: the facts the journal folds into, and the cuts, grains and stages they are summed by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Ending(StrEnum):
    CLOSED = "closed"
    VOID = "void"
    MERGED = "merged"


class Outcome(StrEnum):
    ADMITTED = "admitted"
    FOLLOWED = "followed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Cut(StrEnum):
    """By what the figures of an area are cut: not at all, by matter, by unit, by channel."""

    TOTAL = "total"
    MATTER = "matter"
    UNIT = "unit"
    CHANNEL = "channel"


class Grain(StrEnum):
    DAY = "day"
    MONTH = "month"


class Stage(StrEnum):
    """Where a turn's time goes. `WHOLE` is from opening to closing, by the clock on the wall."""

    DISPATCH = "dispatch"
    ACCEPT = "accept"
    HANDLE = "handle"
    CHECK = "check"
    WHOLE = "whole"


HOLD = "hold"
"""The phase of a turn that is paused: its time belongs to no stage."""


@dataclass(slots=True)
class Turn:
    """One round of one case. `*_on` are days in the city's time zone; None: it has not come to that.

    What is counted at closing (`send_backs`, `reworks`, `paused` …) grows until then and never changes after.
    `phase`, `since_at`, `handle_due_at`, `done_at` and `in_a_row` are the memory that lets one more entry be added.
    """

    case_id: UUID
    round: int
    seq: int
    area: str
    matter_id: int
    unit_id: int | None
    channel: str
    opened_at: datetime
    opened_on: date
    due_on: date | None = None
    owed_on: date | None = None
    ended_on: date | None = None
    rated_on: date | None = None
    reopened_on: date | None = None
    ending: str = ""
    handled_in_time: bool = False
    closed_in_time: bool = False
    same_day: bool = False
    settled: bool = False
    in_community: bool = False
    self_check: bool = False
    paused: bool = False
    extended: bool = False
    supervised: bool = False
    urged: bool = False
    satisfied: bool = False
    send_backs: int = 0
    reworks: int = 0
    dispatch_s: int | None = None
    accept_s: int | None = None
    handle_s: int | None = None
    check_s: int | None = None
    whole_s: int | None = None
    phase: str = ""
    since_at: datetime | None = None
    handle_due_at: datetime | None = None
    done_at: datetime | None = None
    in_a_row: int = 0


@dataclass(slots=True)
class Happening:
    """Something that may happen to a case more than once; `nth` tells apart what one entry did to several units.

    `kind` is the last word of the journal kind. An answer or a report-in is owed by `due_at`: `owed_on` is the
    day of the answer or of that moment, whichever came first.
    """

    case_id: UUID
    seq: int
    nth: int
    round: int
    kind: str
    area: str
    matter_id: int
    unit_id: int | None
    channel: str
    happened_on: date
    reason: str = ""
    counts: bool = True
    due_at: datetime | None = None
    owed_on: date | None = None
    answered: bool = False
    in_time: bool = False


@dataclass(slots=True)
class Voice:
    """One report: when it came, whether it was looked at in time, and what became of it. `due_at` is the memory."""

    report_id: UUID
    seq: int
    area: str
    matter_id: int | None
    channel: str
    received_on: date
    verify_on: date | None = None
    verified_in_time: bool = False
    decided_on: date | None = None
    outcome: str = ""
    filed_in_time: bool = False
    verifying: bool = False
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What some entries fold into; rows stand in the order of their subjects and rounds."""

    turns: tuple[Turn, ...] = ()
    happenings: tuple[Happening, ...] = ()
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends before it begins: {self.first} to {self.last}")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Whole months (their first days) and loose days."""

    months: tuple[date, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Normal:
    """What is usual: the middle, and between what it stays."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Value:
    """One indicator of one place and period: `top` of `bottom`, and the value, None where it says nothing ("—").

    A share lies between 0 and 1 (the closing rate may pass 1); durations are in seconds.
    """

    code: str
    top: int
    bottom: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A value beside that of the period before (环比) and of the same days last year (同比)."""

    now: Value
    previous: Value
    last_year: Value


@dataclass(frozen=True, slots=True)
class Point:
    """Values of one stretch of a series, by code."""

    period: Period
    values: dict[str, Value]
