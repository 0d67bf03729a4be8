"""Follow-up calls: results, states, journal kinds, the plan and the script as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

CALL, PLAN, SCRIPT = "followup", "followup_plan", "followup_script"
KINDS = (
    "followup.plan_set",
    "followup.script_set",
    "followup.owed",
    "followup.called",
    "followup.undone",
    "followup.withdrawn",
)

ELSEWHERE = frozenset({"visit"})
"""Channels whose cases are called about by a room of their own: nobody is called twice."""
KEPT_DAYS = 365
"""So long the words of a call are kept after it."""
HELD = timedelta(minutes=15)
"""So long a call that somebody has taken is offered to nobody else."""
UNDO = timedelta(seconds=60)
MOST_SHARES = 40
MOST_LINES = 12


class Result(StrEnum):
    """What a call heard."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"


class State(StrEnum):
    """Still to be called, or how it ended: `unreached` after so many tries, `withdrawn` by whoever would be called."""

    DUE = "due"
    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    UNREACHED = "unreached"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


MADE = (State.SATISFIED, State.NOT_SATISFIED, State.UNREACHED, State.DECLINED)
"""Calls that came to an end by calling."""


class Next(StrEnum):
    """What follows from a call about which somebody is not satisfied."""

    NOTHING = ""
    REDO = "redo"
    TELL = "tell"


class Asks(StrEnum):
    """What a line of the script is: said, or answered by yes or no."""

    SAY = "say"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Share:
    """Of such cases so many in a hundred; an empty field holds for all. `matter` begins the code, `area` too."""

    channel: str = ""
    matter: str = ""
    area: str = ""
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """抽样计划: who is called after closing. The first share that fits a case holds, `percent` where none fits.

    `weekly_most` bounds the calls drawn for one centre in a week (0: no bound); those that are always made are
    counted and never left out. A call waits `wait_hours` after closing, so that whoever wants to can rate first.
    """

    shares: tuple[Share, ...] = ()
    percent: int = 10
    always_redone: bool = True
    always_urged: bool = True
    skip_rated: bool = True
    wait_hours: int = 24
    tries: int = 3
    weekly_most: int = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the script, in both languages."""

    code: str
    asks: Asks
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class About:
    """What the plan asks of a case."""

    number: str
    round: int
    channel: str
    matter: str
    area: str
    urges: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What one call brought. `words` are sealed; `note` is for whoever does it again or is told."""

    result: Result
    answers: tuple[tuple[str, bool], ...] = ()
    words: str = ""
    then: Next = Next.NOTHING
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The calls of one place in a span of days. A share is of those who said whether they are satisfied."""

    key: str
    made: int = 0
    reached: int = 0
    satisfied: int = 0
    not_satisfied: int = 0
    declined: int = 0
    unreached: int = 0
    redone: int = 0
