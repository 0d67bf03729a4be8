"""Letters to offices: states, topics, journal kinds, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LETTER, PUBLICATION, BOX = "letter", "letter_public", "letterbox"
KINDS = (
    "letter.box_set",
    "letter.written",
    "letter.drafted",
    "letter.sent_back",
    "letter.answered",
    "letter.taken_on",
    "letter.agreed",
    "letter.redacted",
    "letter.redaction_refused",
    "letter.published",
    "letter.taken_down",
)
KEPT_DAYS = 1096
"""So long an answer is kept, and so long it may stay public."""
MOST_ANSWER = 4000
MOST_TITLE = 60


class Kind(StrEnum):
    """What a box is; the same words as the channels of a report."""

    SECRETARY = "secretary"
    BUREAU = "letterbox"


class State(StrEnum):
    """Where a letter stands."""

    OPEN = "open"
    DRAFTED = "drafted"
    ANSWERED = "answered"


class PublicState(StrEnum):
    """Where a redaction stands."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    PUBLIC = "public"
    DOWN = "down"


class Topic(StrEnum):
    """What a public answer is about, for those who look for one."""

    STREETS = "streets"
    HOMES = "homes"
    ENVIRONMENT = "environment"
    TRAFFIC = "traffic"
    WORK = "work"
    SCHOOL = "school"
    HEALTH = "health"
    SAFETY = "safety"
    SERVICES = "services"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class BoxSetting:
    """A box as somebody sets it; `second_unit` may approve what the first drafted."""

    code: str
    kind: str
    name: str
    name_en: str
    area: str
    unit: str
    second_unit: str = ""
    answer_days: int | None = None
    answer_rule: str = ""
    answer_source: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Redacted:
    """Question and answer as they could be published. `looked`: whoever cut it has looked at what is still marked."""

    title: str
    topic: Topic
    question: str
    answer: str
    looked: bool = False
