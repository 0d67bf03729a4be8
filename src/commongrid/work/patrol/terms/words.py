"""Kinds, states and limits of patrolling."""

from __future__ import annotations

from enum import StrEnum

DEMAND, ROUND, CHECKIN = "patrol_demand", "patrol_round", "patrol_checkin"
KINDS = (
    "patrol.demand_set",
    "patrol.demand_ended",
    "patrol.round_planned",
    "patrol.stop_added",
    "patrol.stop_skipped",
    "patrol.checked_in",
)
SIZES = (9, 12, 15)
"""Digits of the areas that are counted: town, community, grid."""
SOON_DAYS = 7
"""What is due today or within so many days counts as due; what lies further ahead was looked at lately enough."""
PERIOD_DAYS = 30
POSITION_DAYS, WHO_DAYS, ROUND_DAYS = 30, 365, 30
"""How long a check-in keeps its rounded position and whose it was, and how long a round stands; RETENTION_DAYS changes them."""


class What(StrEnum):
    """What is walked to: places of some kinds, or each grid as a whole."""

    PREMISES = "premises"
    GRID = "grid"


class Facet(StrEnum):
    """Which of the places: all, those without a captain, those that are let, those where the last inspection found a gap."""

    ALL = ""
    NO_CAPTAIN = "no_captain"
    RENTED = "rented"
    GAPS = "gaps"


class Per(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


class Mode(StrEnum):
    FOOT = "foot"
    EBIKE = "ebike"


class StopState(StrEnum):
    """`left_out`: it did not fit into the time; it stays due and is offered again the next day."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"


class Way(StrEnum):
    """What a check-in shows that somebody stood there by; `words` is nothing but their saying so."""

    PLATE = "plate"
    POSITION = "position"
    PHOTO = "photo"
    WORDS = "words"


class Band(StrEnum):
    """How far from the place the device said it was: within 60 m, within 200 m, further, or it did not say."""

    HERE = "here"
    NEAR = "near"
    FAR = "far"
    UNKNOWN = "unknown"


class Skip(StrEnum):
    CLOSED = "closed"
    NO_ENTRY = "no_entry"
    GONE = "gone"
    OTHER = "other"


class State(StrEnum):
    """How a place stands on a day."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
