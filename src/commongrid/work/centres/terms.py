"""The centre standard: parts, answers, states, journal kinds, items and grades as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ASSESSMENT, STANDARD = "centre", "centre_standard"
KINDS = (
    "centre.standard_published",
    "centre.begun",
    "centre.filled",
    "centre.submitted",
    "centre.returned",
    "centre.graded",
    "centre.appealed",
    "centre.appeal_answered",
    "centre.dropped",
)
ASSESSED = ("centre", "hall")
"""The kinds of service point that are held to the standard."""
MOST_ITEMS = 60
APPEAL_DAYS = 15
VALID_MONTHS = 24


class Part(StrEnum):
    """Three lists 三张清单 and three standards 三个标准."""

    FUNCTIONS = "functions"
    UNITS = "units"
    MATTERS = "matters"
    PREMISES = "premises"
    WORKING = "working"
    RESULTS = "results"


class Evidence(StrEnum):
    """What an item is shown by: a photo, words, or a fact the house looks up itself."""

    PHOTO = "photo"
    WORDS = "words"
    FACT = "fact"


class Fact(StrEnum):
    """What the house knows of a point by itself."""

    HOURS = "hours"
    ROOMS = "rooms"
    SERVICES = "services"
    STEP_FREE = "step_free"
    CONTACT = "contact"


class Met(StrEnum):
    """Is an item met? `partly` counts half."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Grade(StrEnum):
    """What a centre comes to. There are no ranks."""

    MODEL = "model"
    MEETS = "meets"
    NOT_YET = "not_yet"


class State(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    GRADED = "graded"
    APPEALED = "appealed"
    FINAL = "final"
    DROPPED = "dropped"


OPEN = (State.DRAFT, State.SUBMITTED, State.APPEALED)
STANDING = (State.GRADED, State.APPEALED, State.FINAL)
"""States in which there is a grade."""


class Level(StrEnum):
    """The level of a centre, told by its division."""

    CITY = "city"
    TOWN = "town"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the standard. While a `must` is not met there is no grade but "not yet"."""

    part: Part
    code: str
    weight: int
    must: bool
    evidence: Evidence
    fact: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Standard:
    """An edition: its items, and from how many of a hundred a centre is a model or meets it."""

    items: tuple[Item, ...]
    model_from: int = 90
    meets_from: int = 75
    months: int = VALID_MONTHS


@dataclass(frozen=True, slots=True)
class Judged:
    """How one item stands: what the centre says, and what the level above found (None: it agrees)."""

    code: str
    own: Met | None
    found: Met | None = None
    photos: int = 0
    words: str = ""

    @property
    def stands(self) -> Met:
        return self.found or self.own or Met.NO


@dataclass(frozen=True, slots=True)
class Result:
    """What all items come to."""

    score: int
    grade: Grade
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The centres of one level by what stands of them on a day."""

    level: Level
    all: int = 0
    model: int = 0
    meets: int = 0
    not_yet: int = 0
    expired: int = 0
    never: int = 0
