"""Words of judicial confirmation 司法确认 and of performance 履行."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where an application stands."""

    DRAFTED = "drafted"
    APPLIED = "applied"
    FILED = "filed"
    HEARD = "heard"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


AT_COURT = (Stage.APPLIED, Stage.FILED, Stage.HEARD)
DECIDED = (Stage.CONFIRMED, Stage.REJECTED, Stage.REFUSED)
STANDING = (Stage.DRAFTED, *AT_COURT, Stage.CONFIRMED, Stage.REJECTED)
"""Only one of these for an agreement at a time; after a withdrawal or a refusal another may be made."""


class Ground(StrEnum):
    """Why this court: it invited the mediation, or a home, the object or the body is there (民诉法 205)."""

    INVITED = "invited"
    HOME = "home"
    OBJECT = "object"
    BODY = "body"


class CourtLevel(StrEnum):
    BASIC = "basic"
    INTERMEDIATE = "intermediate"


class Bar(StrEnum):
    """What keeps a court from accepting (民诉法解释 355)."""

    SCOPE = "scope"
    VENUE = "venue"
    STATUS = "status"
    PROCEDURE = "procedure"
    TITLE = "title"


class Flaw(StrEnum):
    """Why an application is rejected (民诉法解释 358)."""

    LAW = "law"
    OTHERS = "others"
    MORALS = "morals"
    WILL = "will"
    UNCLEAR = "unclear"
    OTHER = "other"


class Check(StrEnum):
    """What a judge looks at, each ticked with a note."""

    IDENTITY = "identity"
    CAPACITY = "capacity"
    WILL = "will"
    LAWFUL = "lawful"
    OTHERS = "others"
    CLEAR = "clear"
    NO_BAR = "no_bar"


class Hearing(StrEnum):
    """How the parties were heard: together before the judge, or in writing."""

    TOGETHER = "together"
    WRITING = "writing"


class Served(StrEnum):
    """How a ruling reaches a party."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class Paid(StrEnum):
    """How far one payment or deed is."""

    OWED = "owed"
    SAID = "said"
    DONE = "done"
