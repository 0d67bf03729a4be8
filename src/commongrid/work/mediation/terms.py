"""The words of mediation: states, sides, ways of ending, who sees what, journal kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

MEDIATION, BODY = "mediation", "mediation_body"
KINDS = (
    "mediation.applied", "mediation.offered", "mediation.consented", "mediation.chosen", "mediation.declined",
    "mediation.accepted", "mediation.seated", "mediation.seat_taken", "mediation.seat_left", "mediation.represented",
    "mediation.scheduled", "mediation.rescheduled", "mediation.cancelled", "mediation.held", "mediation.paused",
    "mediation.resumed", "mediation.extended", "mediation.evidence_added", "mediation.evidence_withdrawn",
    "mediation.terms_set", "mediation.agreed", "mediation.failed", "mediation.stopped", "mediation.withdrawn",
    "mediation.referred", "mediation.referral_answered", "mediation.came_back", "mediation.body_set",
)  # fmt: skip


class BodyKind(StrEnum):
    """Whose mediation it is: people's, administrative, judicial, labour, professional."""

    PEOPLE = "people"
    ADMINISTRATIVE = "administrative"
    JUDICIAL = "judicial"
    LABOUR = "labour"
    PROFESSIONAL = "professional"


class Topic(StrEnum):
    """What a dispute is about; mediators name those they know well."""

    NEIGHBOURS = "neighbours"
    FAMILY = "family"
    WAGES = "wages"
    PROPERTY = "property"
    TENANCY = "tenancy"
    CONSUMER = "consumer"
    INJURY = "injury"
    CONTRACT = "contract"
    LAND = "land"
    OTHER = "other"


class Origin(StrEnum):
    """How it came: asked for, or sent on by somebody."""

    PORTAL = "portal"
    COUNTER = "counter"
    CASE = "case"
    COURT = "court"
    POLICE = "police"
    HOTLINE = "hotline"


class Course(StrEnum):
    """Which limit of the law it runs under."""

    PEOPLE = "people"
    COURT_BEFORE_FILING = "court_before_filing"
    COURT_ORDINARY = "court_ordinary"
    COURT_SUMMARY = "court_summary"
    LABOUR = "labour"


class State(StrEnum):
    APPLIED = "applied"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    SITTING = "sitting"
    PAUSED = "paused"
    AGREED = "agreed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    DECLINED = "declined"


OPEN = (State.APPLIED, State.OFFERED, State.ACCEPTED, State.SITTING, State.PAUSED)
OVER = (State.AGREED, State.FAILED, State.WITHDRAWN, State.REFERRED, State.DECLINED)


class Ending(StrEnum):
    """The eight ways of 人民法院在线调解规则 25."""

    AGREED = "agreed"
    SETTLED = "settled"
    NOT_REACHED = "not_reached"
    UNWILLING = "unwilling"
    TOO_FAR_APART = "too_far_apart"
    TIME_OVER = "time_over"
    NOT_SIGNED = "not_signed"
    OTHER = "other"


FAILING = tuple(one for one in Ending if one not in (Ending.AGREED, Ending.SETTLED))


class Declining(StrEnum):
    """Why a body does not take a matter."""

    NOT_OURS = "not_ours"
    IN_COURT = "in_court"
    VIOLENCE = "violence"
    NO_OTHER_SIDE = "no_other_side"
    NO_MEDIATOR = "no_mediator"
    OTHER = "other"


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


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a dispute as they are named when it begins; either a person or an organisation with one to call."""

    side: Side
    name: str
    phone: str
    organisation: str = ""
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """What is asked for: the dispute and the claim in the applicant's words, and who is in it."""

    topic: Topic
    summary: str
    claim: str
    parties: tuple[Named, ...]
    origin: Origin = Origin.COUNTER
    course: Course | None = None
    area: str = ""
    body: int | None = None
    case: str = ""
    number_in: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mediator as choosing sees them."""

    id: int
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    load: int
    is_expert: bool = False
    is_tied: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One clause as somebody writes it: who does what, by when, how much."""

    who: UUID
    what: str
    by_on: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where a sitting is: in a room, or by a link of the city's own video service."""

    starts_at: datetime
    ends_at: datetime
    way: Way
    place: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file somebody brings as evidence: what it is called, its bytes, and who else may see it."""

    title: str
    sent: bytes
    seen_by: Seen
