"""Visiting days: states, journal kinds, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

DAY, MATTER = "visit", "visit_matter"
KINDS = (
    "visit.planned",
    "visit.changed",
    "visit.announced",
    "visit.begun",
    "visit.over",
    "visit.called_off",
    "visit.registered",
    "visit.answered",
    "visit.taken_on",
    "visit.plan_made",
    "visit.step_done",
    "visit.fed_back",
    "visit.call_owed",
    "visit.called",
)

MOST_LEADERS = 20
MOST_STEPS = 20
MOST_IN_A_DAY = 300
"""More than leaders can hear in a day."""
KEPT_DAYS = 365
"""So long the words of a follow-up call are kept after it."""


class State(StrEnum):
    """Where a day stands."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    HELD = "held"
    OVER = "over"
    CALLED_OFF = "called_off"


PUBLIC = (State.ANNOUNCED, State.HELD, State.CALLED_OFF)
"""What residents read of; a plan is no promise yet."""


class Came(StrEnum):
    """How a matter came to its day."""

    BEFOREHAND = "beforehand"
    THAT_DAY = "that_day"


class Result(StrEnum):
    """What a follow-up call heard."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NOT_REACHED = "not_reached"


class CallState(StrEnum):
    """Still to be called, or how it ended; `unreached` after so many tries."""

    DUE = "due"
    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True)
class Planned:
    """A day as it is planned. `leaders` are posts as they are announced ("镇党委书记"), never a person's name."""

    division: str
    begins_at: datetime
    ends_at: datetime
    leaders: tuple[str, ...]
    about: str
    point: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step of a plan: what is done, by which unit or post, by which day."""

    words: str
    who: str
    due_on: date


@dataclass(frozen=True, slots=True)
class PlanMade:
    """一件事、一方案、一档案、一专班: who leads the task force, who is in it, and its steps."""

    leader: str
    members: tuple[str, ...]
    steps: tuple[StepPlan, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one town, village or kind of matter in a span of days."""

    key: str
    days: int = 0
    matters: int = 0
    settled: int = 0
    hard: int = 0
    owed: int = 0
    in_time: int = 0
    overdue: int = 0
    calls: int = 0
    satisfied: int = 0
    not_satisfied: int = 0
