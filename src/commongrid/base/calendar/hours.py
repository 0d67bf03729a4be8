"""When a unit is open: a weekly pattern as a value. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

type Span = tuple[int, int]
"""Open from, until: minutes after midnight, 24:00 is 1440."""


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
