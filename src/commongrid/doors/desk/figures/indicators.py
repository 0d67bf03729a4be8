"""The figures as the pages tell them: what `insight/figures` defines, in the reader's language, with the words of a list."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.doors.desk.figures.answers import NOTHING, Answer, Indicator
from commongrid.insight.figures import indicators
from commongrid.insight.figures.measures import MEASURES, VOICE

CHOSEN, OPENED, OPEN = "handled_on_time", "opened", "open_now"
"""The figure the map shows first, the one that matters and channels are ranked by, and the one a community's grids show."""
TILES = {
    "division": (
        "opened", "verified_on_time", "right_first_dispatch", "handled_on_time", "rework_rate", "satisfied",
    ),
    "unit": (
        "closed", "handled_on_time", "right_first_dispatch", "rework_rate", "extended_share", "satisfied",
    ),
}  # fmt: skip
UNIT_COLUMNS = ("closed", "handled_on_time", "right_first_dispatch", "rework_rate")
BETTER = {"up": 1, "down": -1, "none": 0}


class Words(NamedTuple):
    """One line of `counted.csv`: what a figure counts, and what those are called that somebody must look at."""

    code: str
    counted_en: str
    counted_zh: str
    missed_en: str
    missed_zh: str


@dataclass(frozen=True, slots=True)
class Defined:
    """One figure and the measures it is made of; the whole of a count is the count."""

    indicator: Indicator
    part: str
    whole: str


def answer(code: str, sums: Mapping[str, int]) -> Answer:
    """The value of a figure from sums of its measures."""
    return answered(all_of_them()[code], sums)


def answered(known: Defined, sums: Mapping[str, int]) -> Answer:
    """The same for whoever asks for thousands; under the least number of answers a share has none."""
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


def of_kind(kind: str) -> dict[str, Defined]:
    """The figures a division or a unit has: a report has no unit."""
    return {
        code: one for code, one in all_of_them().items() if kind == "division" or not one.indicator.of_reports
    }


def all_of_them() -> Mapping[str, Defined]:
    """Every figure that has words in `counted.csv`, by code, in the reader's language."""
    return _in("en" if (get_language() or "").startswith("en") else "zh")


@cache
def _in(language: str) -> Mapping[str, Defined]:
    return {words.code: _defined(words, language) for words in _words()}


@cache
def _words() -> list[Words]:
    with Path(__file__).with_name("counted.csv").open(encoding="utf-8", newline="") as file:
        return [Words(*row) for row in list(csv.reader(file))[1:]]


def _defined(words: Words, language: str) -> Defined:
    one = indicators.every()[words.code]
    part, whole = one.numerator[0], (one.denominator or one.numerator)[0]
    indicator = Indicator(
        code=one.code,
        name=getattr(one, f"name_{language}"),
        unit="share" if one.unit == "share" else "count",
        better=BETTER[one.better],
        least=one.least,
        counted=getattr(words, f"counted_{language}"),
        missed=getattr(words, f"missed_{language}"),
        formula=getattr(one, f"formula_{language}"),
        of_reports=MEASURES[whole].table == VOICE,
    )
    return Defined(indicator, part, whole)


def open_here() -> Indicator:
    """What a community's grids are coloured by: the cases open in them this minute."""
    told = _("Cases that are open this minute, by the grid they happened in.")
    return Indicator(OPEN, _("Open now"), "count", 0, 0, _("open cases"), "", told)
