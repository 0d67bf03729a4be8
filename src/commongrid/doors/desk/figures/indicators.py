"""The figures by what they are made of: a share is a part of a whole, a count its own whole."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.doors.desk.figures.answers import NOTHING, Answer, Indicator
from commongrid.insight.figures.measures import MEASURES, VOICE

FILE = Path(__file__).with_name("figures.toml")
LEAST = 10
"""Under so many answers a share says more than it knows."""

CHOSEN, OPENED, OPEN = "handled_on_time", "opened", "open_now"
"""The figure the map shows first, the one that matters and channels are ranked by, and the one a community's grids show."""
TILES = {
    "division": ("reports", "verified_on_time", "right_first", "handled_on_time", "rework", "satisfied"),
    "unit": ("due", "handled_on_time", "right_first", "rework", "extended", "satisfied"),
}
UNIT_COLUMNS = ("due", "handled_on_time", "right_first", "rework")


@dataclass(frozen=True, slots=True)
class Defined:
    """One figure and the measures it is made of; the whole of a count is the count."""

    indicator: Indicator
    part: str
    whole: str


def answer(code: str, sums: Mapping[str, int]) -> Answer:
    """The value of a figure from sums of its measures; under the least number of answers a share has none."""
    known = all_of_them()[code]
    if not sums:
        return NOTHING
    part, whole = sums.get(known.part, 0), sums.get(known.whole, 0)
    if known.indicator.unit == "count":
        return Answer(whole, whole, float(whole))
    return Answer(part, whole, 100 * part / whole if whole >= max(known.indicator.least, 1) else None)


def measures(codes: Iterable[str]) -> list[str]:
    """Every measure some figures are made of, once."""
    known = all_of_them()
    return list(dict.fromkeys(name for code in codes for name in (known[code].part, known[code].whole)))


def all_of_them() -> Mapping[str, Defined]:
    """Every figure, by code, in the reader's language."""
    return _in("en" if (get_language() or "").startswith("en") else "zh")


@cache
def _in(language: str) -> Mapping[str, Defined]:
    return {code: _defined(code, row, row[language]) for code, row in tomllib.loads(FILE.read_text()).items()}


def _defined(code: str, row: Mapping[str, Any], said: Mapping[str, str]) -> Defined:
    whole = MEASURES[row["whole"]]
    indicator = Indicator(
        code=code,
        name=said["name"],
        unit=row["unit"],
        better=row["better"],
        least=row.get("least", LEAST),
        counted=said["counted"],
        missed=said.get("missed", ""),
        formula=said["formula"],
        of_reports=whole.table == VOICE,
    )
    return Defined(indicator, row.get("part", row["whole"]), row["whole"])


def open_here() -> Indicator:
    """What a community's grids are coloured by: the cases open in them this minute."""
    return Indicator(
        OPEN,
        _("Open now"),
        "count",
        0,
        0,
        _("open cases"),
        "",
        _("Cases that are open this minute, by the grid they happened in."),
    )
