"""Words of the working calendar: units of a limit, a limit, opening hours, and a computed deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from commongrid.base.verdicts import Why

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_DAYS = 10_000
MOST_HOURS = 100_000

type Pause = tuple[datetime, datetime]
"""The clock stood still from the first moment to the second (both aware)."""
type Span = tuple[int, int]
"""Open from, until: minutes after midnight, 24:00 is 1440."""


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
        return cls(float(stored[0]), Unit(str(stored[1])))


@dataclass(frozen=True, slots=True)
class Hours:
    """When a unit is open, by weekday from Monday. ValueError when spans overlap or no weekday is open."""

    week: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        if len(self.week) != len(DAY_NAMES):
            raise ValueError("opening hours name seven days")
        for spans in self.week:
            edges = [edge for span in spans for edge in span]
            if edges and (edges[0] < 0 or edges[-1] > 1440):
                raise ValueError("opening hours lie between 00:00 and 24:00")
            if any(later <= earlier for earlier, later in pairwise(edges)):
                raise ValueError("opening hours are in order and do not touch")
        if not any(self.week[:5]):
            raise ValueError("a unit is open on at least one weekday")

    def on(self, weekday: int, *, made_up: bool = False) -> tuple[Span, ...]:
        """Spans of a weekday; a rest day worked in exchange has the hours of the week's first open day."""
        return next(spans for spans in self.week if spans) if made_up else self.week[weekday]

    def as_json(self) -> dict[str, list[list[str]]]:
        return {
            name: [[clock_text(opens), clock_text(closes)] for opens, closes in spans]
            for name, spans in zip(DAY_NAMES, self.week, strict=True)
            if spans
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Sequence[Sequence[str]]]) -> Hours:
        """`{"mon": [["09:00", "12:00"], ["14:00", "18:00"]], …}`; a day left out is closed."""
        if unknown := set(stored) - set(DAY_NAMES):
            raise ValueError(f"not a day of the week: {', '.join(sorted(unknown))}")
        return cls(
            tuple(
                tuple((minutes(opens), minutes(closes)) for opens, closes in stored.get(name, ()))
                for name in DAY_NAMES
            )
        )


def minutes(text: str) -> int:
    """Minutes after midnight of "HH:MM", 24:00 allowed."""
    hour, _, minute = text.partition(":")
    found = int(hour) * 60 + int(minute)
    if not 0 <= found <= 1440 or not 0 <= int(minute) < 60:
        raise ValueError(f"not a time of day: {text}")
    return found


def clock_text(after_midnight: int) -> str:
    return f"{after_midnight // 60:02d}:{after_midnight % 60:02d}"


OFFICE = Hours((((540, 720), (840, 1080)),) * 5 + ((),) * 2)
"""Monday to Friday, 09:00–12:00 and 14:00–18:00."""


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
