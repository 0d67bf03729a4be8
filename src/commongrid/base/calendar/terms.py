"""Words of the working calendar: units of a limit, a limit, opening hours, and a computed deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from commongrid.base.verdicts import Why

MOST_DAYS = 10_000
MOST_HOURS = 100_000

type Pause = tuple[datetime, datetime]
"""The clock stood still from the first moment to the second (both aware)."""


class Named(Protocol):
    """Whoever acts; an Actor is one."""

    @property
    def name(self) -> str: ...


class Kind(StrEnum):
    """What a listed day is: a day off, or a rest day that is worked in exchange."""

    OFF = "off"
    WORK = "work"


class Unit(StrEnum):
    WORKING_HOURS = "working_hours"
    URGENT_HOURS = "urgent_hours"
    WORKING_DAYS = "working_days"
    NATURAL_DAYS = "natural_days"

    @property
    def in_days(self) -> bool:
        return self in {Unit.WORKING_DAYS, Unit.NATURAL_DAYS}

    @property
    def in_office_time(self) -> bool:
        """Does only the time count in which the unit is open?"""
        return self in {Unit.WORKING_HOURS, Unit.WORKING_DAYS}


@dataclass(frozen=True, slots=True)
class Limit:
    """So much time: whole days, or hours with fractions. ValueError for anything else."""

    amount: float
    unit: Unit

    def __post_init__(self) -> None:
        most = MOST_DAYS if self.unit.in_days else MOST_HOURS
        if not 0 <= self.amount <= most:
            raise ValueError(f"a limit of {self.amount} {self.unit} is not between 0 and {most}")
        if self.unit.in_days and self.amount != int(self.amount):
            raise ValueError(f"a limit in {self.unit} is whole, not {self.amount}")

    def as_json(self) -> list[float | str]:
        whole = int(self.amount)
        return [whole if whole == self.amount else self.amount, str(self.unit)]

    @classmethod
    def from_json(cls, stored: Sequence[float | str] | None) -> Limit | None:
        """`[3, "working_days"]`; None, an empty list or no amount are no limit."""
        if not stored or stored[0] is None:
            return None
        return _limit(float(stored[0]), str(stored[1]))


@lru_cache(maxsize=4096)
def _limit(amount: float, unit: str) -> Limit:
    return Limit(amount, Unit(unit))


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a day is listed: 春节, Spring Festival."""

    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline, when four fifths of it are used, and how it came about. Late is a moment after `at`."""

    at: datetime
    soon_at: datetime
    provisional: bool
    steps: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One line of an importable calendar."""

    day: date
    kind: Kind
    name: str
    source: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which line of a file (the heading is line 1)."""

    line: int
    why: Why
