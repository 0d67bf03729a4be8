"""The indicators of the city, each defined once in `indicators.toml` and checked when it is read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from commongrid.insight.figures.measures import MEASURES, VOICE
from commongrid.insight.figures.terms import Cut, Stage

FILE = Path(__file__).parent / "indicators.toml"
UNITS = ("cases", "reports", "times", "share", "seconds")
DIRECTIONS = ("up", "down", "none")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that is shown: a count, a share of two counts, or a quantile of what a stage took.

    `least`: with a smaller denominator (or fewer durations) the value says nothing and "—" is shown.
    """

    code: str
    name_zh: str
    name_en: str
    formula_zh: str
    formula_en: str
    source: str
    unit: str
    better: str
    least: int
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    stage: Stage | None = None
    quantile: float = 0.0

    @property
    def measures(self) -> tuple[str, ...]:
        return (*self.numerator, *self.denominator)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """By what it can be cut: a report has no unit."""
        of_reports = any(MEASURES[name].table == VOICE for name in self.measures)
        return tuple(cut for cut in Cut if not (of_reports and cut is Cut.UNIT))


@cache
def every() -> dict[str, Indicator]:
    """All indicators by code, in the order of the file; ValueError names the first that is wrong."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["indicator"]
    found = {one["code"]: read(one) for one in told}
    if len(found) != len(told):
        raise ValueError("an indicator's code stands twice")
    return found


def read(told: dict[str, Any]) -> Indicator:
    """One indicator from its table; ValueError says what is wrong with it."""
    stage = Stage(told["stage"]) if "stage" in told else None
    lists = {name: tuple(told.get(name, ())) for name in ("numerator", "denominator")}
    found = Indicator(**{**told, **lists, "stage": stage})
    for fault, is_so in _faults(found).items():
        if is_so:
            raise ValueError(f"{found.code}: {fault}")
    return found


def _faults(one: Indicator) -> dict[str, bool]:
    words = (one.name_zh, one.name_en, one.formula_zh, one.formula_en, one.source)
    return {
        "a name, a formula or the source is empty": not all(word.strip() for word in words),
        f"its unit is none of {UNITS}": one.unit not in UNITS,
        f"its direction is none of {DIRECTIONS}": one.better not in DIRECTIONS,
        "it names a measure that is not counted": bool(set(one.measures) - MEASURES.keys()),
        "a share has a denominator, nothing else has": bool(one.denominator) != (one.unit == "share"),
        "durations are in seconds and name a stage": (one.unit == "seconds") != (one.stage is not None),
        "a quantile lies between 0 and 1": one.stage is not None and not 0 < one.quantile < 1,
        "it counts nothing": one.stage is None and not one.numerator,
        "a share says from how many on it is shown": one.unit == "share" and one.least < 1,
    }
