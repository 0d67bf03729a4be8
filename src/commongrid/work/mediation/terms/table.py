"""Words of the table: sides, consent, mediators and their seats, sittings, evidence, where a matter goes on."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    THIRD = "third"


class Consent(StrEnum):
    ASKED = "asked"
    YES = "yes"
    NO = "no"


class Scope(StrEnum):
    """What a power of attorney covers: ordinary acts, or also conceding, settling and signing."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


class Engagement(StrEnum):
    """The three kinds of mediator of a litigation–mediation centre, and the pool of experts."""

    FULL_TIME = "full_time"
    LAWYER = "lawyer"
    INVITED = "invited"
    EXPERT = "expert"


class SeatState(StrEnum):
    ASKED = "asked"
    SITTING = "sitting"
    LEFT = "left"


class Leaving(StrEnum):
    """Why a mediator does not sit."""

    TIE = "tie"
    BUSY = "busy"
    NOT_MY_FIELD = "not_my_field"
    REPLACED = "replaced"
    OTHER = "other"


class How(StrEnum):
    """How a mediator came to a matter."""

    CHOSEN = "chosen"
    PROPOSED = "proposed"
    DRAWN = "drawn"


class Way(StrEnum):
    ON_SITE = "on_site"
    VIDEO = "video"


class Seen(StrEnum):
    """Who may see a piece of evidence, besides whoever brought it."""

    MEDIATOR = "mediator"
    BOTH = "both"


class Onward(StrEnum):
    """Where a matter goes on, or comes from."""

    COURT = "court"
    ARBITRATION = "arbitration"
    NOTARY = "notary"
    ADJUDICATION = "adjudication"


class Result(StrEnum):
    """What became of it there."""

    TAKEN = "taken"
    NOT_TAKEN = "not_taken"
    SETTLED = "settled"
    DECIDED = "decided"


class Form(StrEnum):
    """An agreement is written and signed, or oral with the mediator's note."""

    WRITTEN = "written"
    ORAL = "oral"


class Signed(StrEnum):
    """How a party signed: drawn behind a one-time code, or on paper before the mediator."""

    DRAWN = "drawn"
    PAPER = "paper"
