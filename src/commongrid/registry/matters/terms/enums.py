"""The lists a matter, a limit and a reason are chosen from; the kinds of its entries."""

from __future__ import annotations

from enum import StrEnum

KINDS = (
    "matters.catalogue_begun",
    "matters.published",
    "matters.revised",
    "matters.switched",
    "matters.departments_set",
    "matters.reasons_set",
    "matters.told_apart",
    "matters.usual_limits_set",
)


class Kind(StrEnum):
    """What sort of thing a matter is; components go to their owner first, events to the territory first."""

    EVENT = "event"
    COMPONENT = "component"
    APPEAL = "appeal"
    DISPUTE = "dispute"
    WISH = "wish"
    SERVICE = "service"
    INSPECTION = "inspection"


class Confidence(StrEnum):
    """How sure a limit is: seen in a city's table, adapted from a neighbour of it, or only proposed."""

    SEEN = "seen"
    ADAPTED = "adapted"
    PROPOSAL = "proposal"


class Level(StrEnum):
    """At which level the responsible unit stands."""

    COMMUNITY = "community"
    TOWN = "town"
    CITY = "city"


class Stage(StrEnum):
    """The four limits of a row, in the order of the loop."""

    DISPATCH = "dispatch"
    ACCEPT = "accept"
    HANDLE = "handle"
    CHECK = "check"


class ReasonKind(StrEnum):
    """The act a reason from the list belongs to."""

    DECLINE = "decline"
    SEND_BACK = "send_back"
    PAUSE = "pause"
    EXTEND = "extend"
    VOID = "void"
    REOPEN = "reopen"
    ESCALATE = "escalate"
