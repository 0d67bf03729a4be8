"""The tiles: each figure with its trend over what is normal, a verdict in words, and the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from commongrid.doors.desk.figures import drawing, wording
from commongrid.doors.desk.figures.answers import Answer, Told
from commongrid.doors.desk.figures.asked import Asked
from commongrid.doors.desk.figures.drawing import Band, Trend
from commongrid.doors.desk.figures.links import Links


@dataclass(frozen=True, slots=True)
class Tile:
    """As `look/figure.html` draws it; of `too_few` and `number` one is empty."""

    name: str
    number: str
    unit: str
    too_few: str
    drawn: Trend | None
    range: str
    verdict: str
    icon: str
    tone: str
    last_year: str
    url: str
    link: str

    @property
    def unusual(self) -> bool:
        return self.tone in ("late", "soon")


def tile(told: Told, asked: Asked, links: Links) -> Tile:
    """One figure as a tile."""
    indicator = told.indicator
    verdict = wording.verdict(told, wording.of_before(asked), run(told.trend, told.band), asked)
    url, link = links.behind(indicator, told.now)
    return Tile(
        name=indicator.name,
        number=wording.written(indicator, told.now.number),
        unit=wording.unit_of(indicator),
        too_few=too_few(told),
        drawn=drawing.trend([answer.number for _day, answer in told.trend], told.band),
        range=_range(told),
        verdict=verdict.words,
        icon=verdict.icon,
        tone=verdict.tone,
        last_year=_last_year(told),
        url=url,
        link=link,
    )


def too_few(told: Told) -> str:
    """Why there is no number: nothing happened, or less than a share may be made of; "" when there is one."""
    if told.now.number is not None:
        return ""
    facts = {"n": told.now.whole, "least": told.indicator.least, "counted": told.indicator.counted}
    if told.now.whole == 0:
        return _("Nothing to count in these days.")
    return _("Only %(n)d (%(counted)s), fewer than %(least)d: no share, so as not to mislead.") % facts


def run(trend: Sequence[tuple[date, Answer]], band: Band | None) -> int:
    """How many periods on end, the present one counted, the figure has been outside on the same side."""
    places = [
        band.place(answer.number) if band and answer.number is not None else 0 for _day, answer in trend
    ]
    last = places[-1] if places else 0
    found = 0
    for place in reversed(places):
        if place != last or not last:
            break
        found += 1
    return found


def _range(told: Told) -> str:
    normal = wording.normal(told.indicator, told.band)
    if told.indicator.unit != "share":
        return normal
    whole = f"{wording.plain(told.now.whole)} {told.indicator.counted}"
    return _("%(normal)s, %(whole)s") % {"normal": normal, "whole": whole} if normal else whole


def _last_year(told: Told) -> str:
    moved = wording.change(told.indicator, told.now, told.last_year)
    return _("Last year %(moved)s") % {"moved": moved} if moved else ""
