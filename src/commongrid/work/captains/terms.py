"""The words of building captains: capacities, states, journal kinds, and what a captain sends from a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CAPTAINCY, ROOMS, TASK, CHECK = "captaincy", "captain_rooms", "captain_task", "self_check"
KINDS = (
    "captain.applied", "captain.named", "captain.accepted", "captain.declined", "captain.agreed",
    "captain.refused", "captain.withdrawn", "captain.ended", "captain.commended", "captain.commendation_shown",
    "captain.commendation_hidden", "captain.commendation_withdrawn", "captain.rooms_confirmed",
    "captain.task_asked", "captain.task_withdrawn", "captain.task_answered", "captain.self_checked",
    "captain.gap_mended",
)  # fmt: skip


class Capacity(StrEnum):
    """As what somebody answers for a building."""

    OWNER = "owner"
    SUBLANDLORD = "sublandlord"
    MANAGER = "manager"


class Origin(StrEnum):
    """Did they ask for it, or did the grid ask them?"""

    APPLIED = "applied"
    NAMED = "named"


class State(StrEnum):
    APPLIED = "applied"
    NAMED = "named"
    SERVING = "serving"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


STANDING = (State.APPLIED, State.NAMED, State.SERVING)
"""In these something is still to come; one person has at most one of them for a building."""


class Reason(StrEnum):
    """Why somebody is not taken on, or is no longer captain."""

    NOT_OF_BUILDING = "not_of_building"
    HAS_CAPTAIN = "has_captain"
    NOT_REACHED = "not_reached"
    RESIGNED = "resigned"
    SOLD = "sold"
    TERM_OVER = "term_over"
    PLACE_GONE = "place_gone"
    OTHER = "other"


DECLINING = (Reason.NOT_OF_BUILDING, Reason.HAS_CAPTAIN, Reason.NOT_REACHED, Reason.OTHER)
ENDING = (Reason.RESIGNED, Reason.SOLD, Reason.NOT_REACHED, Reason.OTHER)


class Answered(StrEnum):
    """What became of a task at one building."""

    DUE = "due"
    DONE = "done"
    CANNOT = "cannot"
    GONE = "gone"


class Way(StrEnum):
    """What the captain does about a gap: mends it by a day, or asks the grid worker for help."""

    MEND = "mend"
    HELP = "help"


class GapState(StrEnum):
    OPEN = "open"
    MENDED = "mended"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Floor:
    """How many rooms of a floor are let, vacant, or used by the house itself. Nobody's name belongs to it."""

    floor: int
    let: int
    vacant: int
    own: int

    @property
    def rooms(self) -> int:
        return self.let + self.vacant + self.own


@dataclass(frozen=True, slots=True)
class Mending:
    """What a captain says about one gap: how, and by which day if they mend it themself."""

    way: Way
    by_day: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a captain sends after looking through a building; the same key twice is one look."""

    key: str
    edition_id: int
    given: Mapping[str, str]
    mendings: Mapping[str, Mending]


@dataclass(frozen=True, slots=True)
class Asking:
    """What captains of some buildings are asked to do, by when."""

    title: str
    words: str
    area: str
    kind: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Policy:
    """The city's own figures; a pack's settings may say otherwise (`captains_…`)."""

    term_months: int = 24
    rooms_valid_days: int = 35
    remind_days: int = 7
    mend_at_most_days: int = 14
    check_from_day: int = 20
    kept_days: int = 365
