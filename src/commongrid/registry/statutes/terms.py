"""A rule of law as data: what it says in our words, where, how much, since when, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

KINDS = ("statutes.published", "statutes.confirmed")


class Sure(StrEnum):
    """How its words are known: read in the article's own text, told by somebody else, or remembered."""

    TEXT = "text"
    SECOND_HAND = "second_hand"
    MEMORY = "memory"


class Unit(StrEnum):
    """What a value counts. Months and years end on the day of the same number (民法典 202)."""

    NATURAL_DAYS = "natural_days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    MONTHS = "months"
    YEARS = "years"
    SECONDS = "seconds"
    MINUTES = "minutes"
    PEOPLE = "people"
    SHARE = "share"

    @property
    def is_time(self) -> bool:
        """Can a term run in it?"""
        return self not in {Unit.PEOPLE, Unit.SHARE}


@dataclass(frozen=True, slots=True)
class Law:
    """A law by its full name; `valid_from` is None where only its being in force was seen."""

    code: str
    zh: str
    en: str
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of an article. `value` is exact: "30", "2/3", or blank where the rule counts nothing.

    `binds` says whom. `seen_in` is where its words stood when somebody looked, on `checked_on`. An edition that a
    person compared with the published text carries `confirmed_by` and what was compared.
    """

    key: str
    law: str
    law_zh: str
    law_en: str
    article: str
    zh: str
    en: str
    sure: Sure
    value: str = ""
    unit: Unit | None = None
    binds_zh: str = ""
    binds_en: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    seen_in: str = ""
    checked_on: date | None = None
    number: int = field(default=0, compare=False)
    edition_id: int = field(default=0, compare=False)
    origin: str = field(default="", compare=False)
    confirmed_by: str = field(default="", compare=False)
    confirmed_at: datetime | None = field(default=None, compare=False)
    compared: str = field(default="", compare=False)

    @property
    def amount(self) -> Fraction:
        """The value as an exact number. ValueError for a rule that counts nothing."""
        if not self.value:
            raise ValueError(f"{self.key} has no value")
        return Fraction(self.value)

    @property
    def is_to_be_confirmed(self) -> bool:
        """Nobody of ours has read it in the law's own text."""
        return self.sure is not Sure.TEXT and not self.confirmed_at

    def says(self, language: str) -> str:
        return self.en if language == "en" and self.en else self.zh

    def law_named(self, language: str) -> str:
        return self.law_en if language == "en" and self.law_en else self.law_zh

    def binds(self, language: str) -> str:
        return self.binds_en if language == "en" and self.binds_en else self.binds_zh


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, by key; `kept` were left as the city's own edition made them."""

    added: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
