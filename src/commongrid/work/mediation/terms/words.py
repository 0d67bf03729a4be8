"""States, sides, ways of ending, who sees what: the words with fixed values."""

from __future__ import annotations

from enum import StrEnum


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
