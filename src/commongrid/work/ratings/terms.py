"""The words of safe ratings: schemes, criteria, findings, states; frozen values. A rating is of a place, about a day, and runs out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commongrid.base.verdicts import Why
from commongrid.registry.premises.terms import Kind

RATING, CRITERIA = "rating", "rating_criteria"
KINDS = (
    "rating.criteria_published",
    "rating.proposed",
    "rating.explained",
    "rating.dropped",
    "rating.given",
    "rating.not_given",
    "rating.warned",
    "rating.warning_lifted",
    "rating.withdrawn",
    "rating.appealed",
    "rating.appeal_upheld",
    "rating.appeal_rejected",
    "rating.expired",
)


class Scheme(StrEnum):
    """What is rated: 平安出租屋, 平安企业, 平安小区."""

    RENTAL = "rental"
    ENTERPRISE = "enterprise"
    ESTATE = "estate"


RATED: Mapping[Scheme, tuple[Kind, ...]] = {
    Scheme.RENTAL: (Kind.RENTAL,),
    Scheme.ENTERPRISE: (Kind.ENTERPRISE,),
    Scheme.ESTATE: (Kind.RESIDENTIAL,),
}
"""Which kinds of place each scheme is for."""


class Need(StrEnum):
    """A must that is not met decides alone; of the others a share has to be met."""

    MUST = "must"
    SHOULD = "should"


class Proof(StrEnum):
    """How a fact that is looked up is judged; `seen` is looked at on the spot by an assessor."""

    SEEN = "seen"
    YES = "yes"
    AT_MOST = "at_most"
    WITHIN_DAYS = "within_days"
    NOT_OVER = "not_over"
    NOT_OLDER = "not_older"


class Grade(StrEnum):
    SAFE = "safe"
    NOT_YET = "not_yet"


class State(StrEnum):
    """`proposed`: the keeper is heard. `warned`: a must fails, and the keeper is heard before it is withdrawn."""

    PROPOSED = "proposed"
    DROPPED = "dropped"
    IN_FORCE = "in_force"
    WARNED = "warned"
    NOT_MET = "not_met"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


STANDS = (State.IN_FORCE, State.WARNED)
"""In these the plate says "safe", as long as the day it runs out has not come."""
CONTESTABLE = (State.NOT_MET, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked of a place; `fact` is what a witness tells ("captains.gaps_open"), "" on the spot."""

    code: str
    zh: str
    en: str
    need: Need
    test: Proof
    fact: str = ""
    figure: int = 0

    @property
    def is_looked_up(self) -> bool:
        return self.test != Proof.SEEN

    def words(self, language: str) -> str:
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a scheme asks in one edition: its criteria, the share of the "should" ones, and how long a rating holds."""

    scheme: Scheme
    criteria: tuple[Criterion, ...]
    share: int
    months: int
    number: int = 0
    edition_id: int = 0

    @property
    def seen(self) -> tuple[Criterion, ...]:
        return tuple(each for each in self.criteria if not each.is_looked_up)


@dataclass(frozen=True, slots=True)
class Finding:
    """Is one criterion met, and why; `note` are an assessor's words."""

    code: str
    is_met: bool
    why: Why
    note: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """The city's own figures; a pack's settings may say otherwise (`ratings_…`)."""

    hear_days: int = 5
    appeal_days: int = 15
    warn_days: int = 5
    soon_days: int = 30
    words_kept_days: int = 1095
