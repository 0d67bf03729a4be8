"""Legal advice by duty lawyers: states, where one is sent on to, limits, journal kinds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commongrid.registry.points.terms import Service

SUBJECT, SERVICE = "advice", Service.LEGAL
KINDS = ("advice.taken_in", "advice.handed_over", "advice.drafted", "advice.given", "advice.moved")
KEPT_DAYS = 731
"""Advice is deleted so many days after it was given, or after it was last touched where none was."""
MOST_WORDS = 6000


class State(StrEnum):
    """Handed over and not taken in yet, somebody is here, written down, given."""

    WAITING = "waiting"
    OPEN = "open"
    DRAFTED = "drafted"
    GIVEN = "given"


class Referral(StrEnum):
    """Where the asker is sent on to."""

    LEGAL_AID = "legal_aid"
    MEDIATION = "mediation"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Written:
    """Advice as a lawyer writes it; `number`: the case or report it is kept with, if the asker wants that."""

    words: str
    referral: str = ""
    number: str = ""
