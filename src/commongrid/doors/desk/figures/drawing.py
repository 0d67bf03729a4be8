"""The small drawings of figures as plain numbers: a trend over its band, a dot on a scale. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH, MARGIN = 180.0, 36.0, 4.0
SCALE = 144.0
FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Band:
    """What is normal: from `low` to `high`, in the figure's own unit."""

    low: float
    high: float

    def place(self, value: float) -> int:
        """-1 below, 0 inside, 1 above."""
        return (value > self.high) - (value < self.low)

    def beyond(self, value: float) -> float:
        """How far outside; 0 inside."""
        return max(self.low - value, value - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Trend:
    """As `look/figure.html` draws it: polylines (one for each run without a gap), the band's top and height, the last point."""

    lines: tuple[str, ...]
    band: tuple[str, str] | None
    now: tuple[str, str] | None


def trend(values: Sequence[float | None], band: Band | None) -> Trend | None:
    """A sparkline 180 by 36; None where there is nothing to draw. A missing value is a gap, not a nought."""
    told = [value for value in values if value is not None]
    if not told:
        return None
    ends = [*told, *((band.low, band.high) if band else ())]
    low: float = min(ends)
    high: float = max(ends)
    room = (high - low) or 1.0

    def y(value: float) -> float:
        return MARGIN + (HIGH - 2 * MARGIN) * (high - value) / room

    step = (WIDE - 2 * MARGIN) / max(len(values) - 1, 1)
    points = [
        (MARGIN + at * step, y(value)) if value is not None else None for at, value in enumerate(values)
    ]
    return Trend(
        tuple(_lines(points)),
        (short(y(band.high)), short(y(band.low) - y(band.high))) if band else None,
        _last(points),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """The line that all dots of one ranking stand on: from `low` to `high`, with the band on it."""

    low: float
    high: float
    band: Band | None

    def x(self, value: float) -> str:
        """Where a value stands, 0 to 144."""
        inside: float = min(max(value, self.low), self.high)
        return short(SCALE * (inside - self.low) / ((self.high - self.low) or 1.0))

    @property
    def band_x(self) -> tuple[str, str] | None:
        """Left end and width of the band; at least two wide, so that it is seen."""
        if self.band is None:
            return None
        left, right = float(self.x(self.band.low)), float(self.x(self.band.high))
        return short(left), short(max(right - left, 2.0))


def scale(values: Sequence[float], band: Band | None, *, is_share: bool) -> Scale:
    """A scale that holds every value and the band, its ends on round numbers; a share stays within 0 to 100."""
    ends = [*values, *((band.low, band.high) if band else ())] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    step = round_step((high - low) or abs(high) or 1.0)
    low, high = step * (low // step), step * -(-high // step)
    if is_share:
        low, high = max(low, 0.0), min(high, 100.0)
    return Scale(low, high if high > low else low + step, band)


def round_step(room: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that fits about four times into `room`; a room below `FLAT` is none."""
    room = max(room, FLAT)
    size = 1.0
    while size * 10 <= room:
        size *= 10
    while size > room:
        size /= 10
    return next((size * part for part in (0.25, 0.5) if room / (size * part) <= 5), size)


def short(number: float) -> str:
    """A coordinate with one decimal at most: 12.5, 7."""
    return f"{number:.1f}".removesuffix(".0")


def _lines(points: Sequence[tuple[float, float] | None]) -> list[str]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{short(point[0])},{short(point[1])}")
    return [" ".join(run if len(run) > 1 else run * 2) for run in runs if run]


def _last(points: Sequence[tuple[float, float] | None]) -> tuple[str, str] | None:
    last = points[-1] if points else None
    return (short(last[0]), short(last[1])) if last else None
