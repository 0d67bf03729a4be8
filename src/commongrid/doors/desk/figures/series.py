"""The large chart: the chosen figure over time with what is normal and last year, as a drawing, as data and as a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from commongrid.doors.desk.figures import wording
from commongrid.doors.desk.figures.answers import Answer, Indicator
from commongrid.doors.desk.figures.drawing import Band, short

WIDE, HIGH, MARGIN = 720.0, 200.0, 8.0
type Point = tuple[date, Answer]


@dataclass(frozen=True, slots=True)
class Series:
    """`series.html`; `data` is what `chart.js` draws from."""

    title: str
    hint: str
    said: str
    data: str
    lines: tuple[str, ...]
    last_year: tuple[str, ...]
    band: tuple[str, str] | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def series(
    indicator: Indicator, now: Sequence[Point], before: Sequence[Point], band: Band | None
) -> Series | None:
    """One point a day, week or month; None when nothing was ever counted."""
    values, earlier = _numbers(now), _numbers(before)
    if not any(value is not None for value in (*values, *earlier)):
        return None
    low, high = _ends([*values, *earlier], band)
    return Series(
        title=_("%(figure)s over time") % {"figure": indicator.name},
        hint=_("dashed: a year earlier; the band is what is normal"),
        said=_("Line chart: %(figure)s, %(n)d points; the table below says the same")
        % {"figure": indicator.name, "n": len(now)},
        data=_data(indicator, now, values, earlier, band),
        lines=_lines(values, low, high),
        last_year=_lines(earlier, low, high),
        band=_band(band, low, high),
        columns=(_("From"), indicator.name, indicator.counted, _("A year earlier")),
        rows=tuple(_row(indicator, *pair) for pair in zip(now, _padded(before, len(now)), strict=True)),
    )


def _numbers(points: Sequence[Point]) -> list[float | None]:
    return [answer.number for _day, answer in points]


def _padded(points: Sequence[Point], length: int) -> list[Point | None]:
    return [*points[:length], *[None] * (length - len(points))]


def _row(indicator: Indicator, now: Point, before: Point | None) -> tuple[str, ...]:
    day, answer = now
    earlier = wording.written(indicator, before[1].number) if before else "—"
    return wording.day(day), wording.written(indicator, answer.number), wording.plain(answer.whole), earlier


def _ends(values: Sequence[float | None], band: Band | None) -> tuple[float, float]:
    known = [value for value in values if value is not None] + ([band.low, band.high] if band else [])
    low, high = min(known), max(known)
    return (low, high) if high > low else (low - 1, high + 1)


def _y(value: float, low: float, high: float) -> float:
    return MARGIN + (HIGH - 2 * MARGIN) * (high - value) / (high - low)


def _lines(values: Sequence[float | None], low: float, high: float) -> tuple[str, ...]:
    step = WIDE / max(len(values) - 1, 1)
    runs: list[list[str]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{short(at * step)},{short(_y(value, low, high))}")
    return tuple(" ".join(run if len(run) > 1 else run * 2) for run in runs if run)


def _band(band: Band | None, low: float, high: float) -> tuple[str, str] | None:
    if band is None:
        return None
    top, bottom = _y(band.high, low, high), _y(band.low, low, high)
    return short(top), short(bottom - top)


def _data(
    indicator: Indicator, now: Sequence[Point], values: Sequence[float | None],
    earlier: Sequence[float | None], band: Band | None,
) -> str:  # fmt: skip
    def rounded(numbers: Sequence[float | None]) -> list[float | None]:
        return [None if number is None else round(number, 1) for number in numbers]

    told = {
        "days": [day.isoformat() for day, _answer in now],
        "values": rounded(values),
        "before": rounded(earlier),
        "names": [indicator.name, _("A year earlier")],
        "band": [round(band.low, 1), round(band.high, 1)] if band else None,
        "most": 100 if indicator.unit == "share" else None,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
