"""Counselling and care visits: who may, what for, how long; journal kinds that say nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SUBJECT = "care"
FILE = "care_file"
KINDS = (
    "care.file_handed",
    "care.begun",
    "care.taken",
    "care.visited",
    "care.need_reported",
    "care.corrected",
    "care.renewed",
    "care.ended",
)

NOTES_KEPT_DAYS = 365
"""A counsellor's notes are deleted so many days after they were written."""
INVITED_DAYS = 14
FROZEN_DAYS = 1096
"""What stays of ended care (no name, no content, who looked and when) goes after three years, as access logs do."""
LONGEST = timedelta(days=365)
MOST_WORDS = 2000
NOTICE = "2026-11"
"""The notice somebody consents to; another text is another version."""


class NoteKind(StrEnum):
    """What a note was written after."""

    APPOINTMENT = "appointment"
    HOTLINE = "hotline"
    HANDED = "handed"


class Purpose(StrEnum):
    """What care visits are for; nothing else is written down about why somebody needs them."""

    DAILY = "daily"
    COMPANY = "company"
    MEDICAL = "medical"
    MEALS = "meals"
    REPAIRS = "repairs"
    ERRANDS = "errands"
    LEARNING = "learning"


class Ground(StrEnum):
    """By what right care is kept: consent, or a rule of law that is named."""

    CONSENT = "consent"
    LAW = "law"


class State(StrEnum):
    """Asked for, somebody visits, over."""

    WAITING = "waiting"
    CARED = "cared"
    ENDED = "ended"


class End(StrEnum):
    """Who or what ended it."""

    PERSON = "person"
    CARER = "carer"
    EXPIRED = "expired"
    FORGOTTEN = "forgotten"


LOOKED_FOR = ("before_visit", "after_visit", "call", "asked_by_person")
"""Why a carer opens what they keep; free words may follow."""
LEGAL_GROUNDS = ("care.minors_help",)
"""Rules of law by which care may be kept without consent; the person or guardian is still told (个人信息保护法 art. 35)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: where (a community), what for, until when, and the words that are sealed."""

    area: str
    purposes: tuple[str, ...]
    until: date
    name: str
    address: str = ""
    words: str = ""
    by_guardian: bool = False
