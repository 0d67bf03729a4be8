"""Which colour a number has on the map: against normal where there is a normal, else by how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commongrid.doors.desk.figures import drawing, wording
from commongrid.doors.desk.figures.answers import Indicator
from commongrid.doors.desk.figures.drawing import Band

AGAINST = ("div-low", "div-lower", "div-normal", "div-higher", "div-high")
COUNTS = ("seq-1", "seq-2", "seq-3", "seq-4", "seq-5")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the legend: numbers from `low` up to, without it, `high`; None is without end."""

    tone: str
    low: float | None
    high: float | None
    words: str
    is_below: bool = False


def steps(indicator: Indicator, band: Band | None, values: Sequence[float]) -> list[Step]:
    """Five steps: two on each side of normal, the better ones always in the river's colour; or five sizes of a count."""
    if band is None and indicator.unit == "share":
        return [Step(AGAINST[2], None, None, _("what is normal is not known yet"))] if values else []
    if band is None or not indicator.better:
        return _sizes(indicator, values)
    room = max(band.high - band.low, 1.0 if indicator.unit == "share" else 0.0) or 1.0
    ends: list[float | None] = [None, band.low - room, band.low, band.high, band.high + room, None]
    if indicator.unit == "share":
        ends = [end if end is None or 0 < end < 100 else None for end in ends]
    tones = AGAINST if indicator.better > 0 else AGAINST[::-1]
    worse = (0, 1) if indicator.better > 0 else (3, 4)
    found = []
    for at, tone in enumerate(tones):
        low, high = ends[at], ends[at + 1]
        if (at and low is None) or (at < 4 and high is None):
            continue
        found.append(Step(tone, low, high, _words(indicator, low, high, at == 2), at in worse))
    return found


def step_of(found: Sequence[Step], value: float | None) -> Step | None:
    """The step a number falls on; the upper end of normal is still normal."""
    if value is None:
        return None
    for step in found:
        is_normal = step.tone == "div-normal"
        above = step.low is None or value >= step.low
        below = step.high is None or value < step.high or (is_normal and value <= step.high)
        if above and below:
            return step
    return found[-1] if found else None


def _sizes(indicator: Indicator, values: Sequence[float]) -> list[Step]:
    most, least = max(values, default=0.0), min(values, default=0.0)
    if most <= least:
        return [Step(COUNTS[2], None, None, wording.written(indicator, most))] if values else []
    size = drawing.round_step((most - least) or 1.0)
    size = max(size, (most - least) / 5)
    if indicator.unit == "count":
        size = float(-(-size // 1))
    first = least // size * size if least else 0.0
    ends = [first + size * at for at in range(1, 5)]
    bounds: list[float | None] = [None, *ends, None]
    return [
        Step(tone, bounds[at], bounds[at + 1], _words(indicator, bounds[at], bounds[at + 1], False))
        for at, tone in enumerate(COUNTS)
    ]


def _words(indicator: Indicator, low: float | None, high: float | None, is_normal: bool) -> str:
    ends = {"low": _end(indicator, low), "high": _end(indicator, high)}
    if low is None:
        return _("< %(high)s") % ends
    if high is None:
        return _("≥ %(low)s") % ends
    return _("%(low)s–%(high)s normal") % ends if is_normal else _("%(low)s–%(high)s") % ends


def _end(indicator: Indicator, value: float | None) -> str:
    if value is None:
        return ""
    return (
        f"{value:.1f}".removesuffix(".0") if indicator.unit == "share" else wording.written(indicator, value)
    )
