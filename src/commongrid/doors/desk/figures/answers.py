"""What the pages ask of the figures, as plain values: everything that is drawn or said is made of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commongrid.doors.desk.figures.drawing import Band


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure as it is defined once for the house, in the reader's language.

    `unit`: "count", "share" (per cent) or "time" (seconds). `better`: 1 more is better, -1 less is, 0 neither.
    `least`: fewer answers than this make no share.
    """

    code: str
    name: str
    unit: str
    better: int
    least: int
    counted: str
    """What the denominator counts, in words; of a count what it counts itself."""
    missed: str
    """What those are called that somebody must look at: late, sent back, dissatisfied."""
    formula: str
    of_reports: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure's value: `part` of `whole`; `number` is what is shown, None where there is nothing or too little to say."""

    part: int
    whole: int
    number: float | None

    @property
    def is_empty(self) -> bool:
        return self.whole == 0 and self.part == 0


NOTHING = Answer(0, 0, None)


@dataclass(frozen=True, slots=True)
class Open:
    """What is open this minute."""

    all: int = 0
    late: int = 0
    soon: int = 0
    held: int = 0

    @property
    def calm(self) -> int:
        return self.all - self.late - self.soon - self.held


@dataclass(frozen=True, slots=True)
class Taken:
    """How long one stage took: seconds within which half and nine of ten were through, of so many."""

    stage: str
    half: float
    most: float
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """One figure over time: its value now, before and a year ago, what came before it, and what is usual."""

    indicator: Indicator
    now: Answer = NOTHING
    previous: Answer = NOTHING
    last_year: Answer = NOTHING
    trend: tuple[tuple[date, Answer], ...] = field(default=())
    band: Band | None = None
