"""What is handed about: an application, somebody named, a candidate, a term, a plan, a file that is brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from commongrid.work.mediation.terms.table import Seen, Side, Way
from commongrid.work.mediation.terms.words import Course, Origin, Topic


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


@dataclass(frozen=True, slots=True)
class Joining:
    """How a party joins an application: where papers reach them, and whether the ruling may come to this house's page."""

    address: str
    electronic: bool
    truthful: bool


@dataclass(frozen=True, slots=True)
class Venue:
    """A court as the rule of venue sees it: its id, whether it is a basic one, the divisions it answers for."""

    id: int
    is_basic: bool
    divisions: tuple[str, ...]
