"""Words of inspections and campaigns: states, journal kinds, and what a worker sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

INSPECTION, CAMPAIGN = "inspection", "campaign"
KINDS = (
    "inspection.made",
    "campaign.drafted",
    "campaign.changed",
    "campaign.begun",
    "campaign.laid_out",
    "campaign.paused",
    "campaign.resumed",
    "campaign.extended",
    "campaign.ended",
    "campaign.stopped",
)
AREA_SIZES = (6, 9, 12, 15)
"""Digits of the areas progress is shown by: county, town, community, grid."""


class CampaignState(StrEnum):
    """`laying_out`: its places are being written down in the background, while those already there can be done."""

    DRAFTING = "drafting"
    LAYING_OUT = "laying_out"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    STOPPED = "stopped"


AT_WORK = (CampaignState.LAYING_OUT, CampaignState.RUNNING)
"""In these its places are offered to whoever goes there."""
NOT_OVER = (*AT_WORK, CampaignState.PAUSED)
"""In these an inspection still counts for it: what was done on the way is not lost while it is paused."""


class Standing(StrEnum):
    """How an area stands beside an even pace: nothing done, too little done, as it should be, or through."""

    NOT_BEGUN = "not_begun"
    BEHIND = "behind"
    IN_TIME = "in_time"
    THROUGH = "through"


class ItemState(StrEnum):
    """One place of a campaign: still to be looked at, looked at, or no longer there."""

    DUE = "due"
    DONE = "done"
    GONE = "gone"


class GapState(StrEnum):
    """One gap: its case is open; closed, so that somebody looks again; found in order; found again; put right while the
    worker stood there; its case was void."""

    OPEN = "open"
    DUE = "due"
    RESOLVED = "resolved"
    AGAIN = "again"
    SETTLED = "settled"
    VOID = "void"


type Given = Mapping[str, str | float]
"""What was answered, by the question's code."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a worker sends from one place. The same key twice is the same inspection.

    `settled`: questions whose gap was put right while they stood there, with a photo before and after.
    `again`: the inspection whose closed gaps are looked at once more.
    """

    key: str
    edition_id: int
    given: Given
    captured_at: datetime | None = None
    settled: frozenset[str] = frozenset()
    note: str = ""
    again: UUID | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign is to be: its words, its checklist, which places, from when to when, and who goes."""

    name: str
    reason: str
    checklist: str
    area: str
    starts_on: date
    ends_on: date
    kinds: tuple[str, ...] = ()
    words: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a campaign is in one area; `gone` places are counted nowhere."""

    area: str = ""
    due: int = 0
    done: int = 0
    with_gaps: int = 0
    gaps_open: int = 0
    gaps_closed: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together, under the name of this one."""
        return Counts(
            self.area, self.due + other.due, self.done + other.done, self.with_gaps + other.with_gaps,
            self.gaps_open + other.gaps_open, self.gaps_closed + other.gaps_closed,
        )  # fmt: skip

    @property
    def all(self) -> int:
        return self.due + self.done

    @property
    def percent(self) -> int:
        """Whole per cent that are done, rounded down: 100 is said only when nothing is left. 0 of none is 0."""
        return 100 * self.done // self.all if self.all else 0


@dataclass(frozen=True, slots=True)
class Overlap:
    """The part of a campaign that lies within a post's own area, as grants ask about it."""

    area: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What one matter of an inspection came to: its gaps' questions, and the photos of before and after."""

    matter: str
    questions: tuple[str, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    is_settled: bool = False
