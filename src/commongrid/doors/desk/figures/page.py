"""One dashboard put together: everything its template shows, from answers alone. With no actor it is the page behind a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from commongrid.base.access.terms import Actor
from commongrid.doors.desk.figures import (
    areas,
    asked,
    choices,
    indicators,
    names,
    reading,
    rowsets,
    scopes,
    series,
    shapes,
    tiles,
    wording,
)
from commongrid.doors.desk.figures.answers import Indicator, Told
from commongrid.doors.desk.figures.asked import PERIODS, Asked, Span
from commongrid.doors.desk.figures.drawing import Band
from commongrid.doors.desk.figures.links import Links
from commongrid.doors.desk.figures.scopes import Scope
from commongrid.doors.desk.figures.shapes import Drawn
from commongrid.doors.look import moments
from commongrid.insight.figures.terms import Cut


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page is asked for: whose figures, of which days, by whom (None: whoever holds a link), and when."""

    scope: Scope
    asked: Asked
    actor: Actor | None
    at: datetime
    today: date

    @property
    def span(self) -> Span:
        return asked.span(self.asked, self.today)

    @property
    def before(self) -> Span:
        return asked.previous(self.asked, self.today)

    @property
    def links(self) -> Links:
        return Links(self.scope, self.asked, self.actor is not None)

    @property
    def indicator(self) -> Indicator:
        return indicators.all_of_them()[self.asked.by or indicators.CHOSEN].indicator


def dashboard(seen: Seen) -> dict[str, Any]:
    """The context of `dashboard.html`."""
    six = indicators.TILES[seen.scope.kind]
    wanted = dict.fromkeys((*six, seen.indicator.code, *indicators.UNIT_COLUMNS))
    told = reading.told(seen.scope, tuple(wanted), seen.asked, seen.today)
    chosen = told[seen.indicator.code]
    shared = {
        **frame(seen),
        "tiles": [tiles.tile(told[code], seen.asked, seen.links) for code in six],
        "indicators": _indicators(seen),
        "series": _series(seen, chosen),
        "stages": {
            "rows": rowsets.stages(reading.stages(seen.scope, seen.span)),
            "hint": _("of what was finished in these days"),
        },
        "nothing": choices.nothing(seen.scope, seen.span, seen.today, told),
        **_open(seen),
    }
    if seen.scope.kind == "division":
        shared |= {"areas": _areas(seen, chosen), "units": _units(seen, told)}
        shared |= _shares(seen)
    return shared


def frame(seen: Seen) -> dict[str, Any]:
    """What every page of figures shows around its content."""
    return {
        "title": wording.title(seen.scope.name, seen.asked, seen.span),
        "scope": seen.scope,
        "crumbs": scopes.crumbs(seen.scope, seen.actor, seen.asked.query()),
        "asked": seen.asked,
        "actor": seen.actor,
        "now": seen.at,
        "span": span(seen),
        "periods": [
            choices.Choice(
                choices.period(name), seen.links.of(p=name, since="", until=""), seen.asked.period == name
            )
            for name in PERIODS
        ],
        "exports": choices.exports(seen.scope, seen.asked) if seen.actor else [],
        "links_url": f"{seen.scope.url('links')}{seen.asked.query()}" if seen.actor else "",
    }


def span(seen: Seen) -> dict[str, Any]:
    """The days in words and as dates, what they are compared with, the moment and the source."""
    read = reading.moment()
    return {
        "words": wording.days(seen.span),
        "previous": wording.days(seen.before),
        "since": seen.span.since,
        "until": seen.span.until,
        "now": wording.of_now(seen.asked),
        "change": _("Against before"),
        "moment": _("Counted up to %(moment)s") % {"moment": moments.full(read or seen.at)},
        "source": _("Source: the journal of this house; each figure is defined in docs/indicators.md"),
    }


def _indicators(seen: Seen) -> list[choices.Choice]:
    return [
        choices.Choice(
            one.indicator.name,
            seen.links.of(by=one.indicator.code),
            one.indicator.code == seen.indicator.code,
        )
        for one in indicators.of_kind(seen.scope.kind).values()
    ]


def _areas(seen: Seen, chosen: Told) -> areas.Areas:
    drawn = shapes.below(seen.scope.code)
    return areas.areas(seen.scope, below(seen, drawn, chosen.band), drawn, seen.links)


def below(seen: Seen, drawn: Drawn | None, band: Band | None) -> areas.Told:
    """The chosen figure of each child; of a community's grids, for which no sums are kept, what is open this minute."""
    children = [shape.code for shape in drawn.shapes] if drawn else []
    if len(seen.scope.code) >= scopes.DEEPEST:
        found = reading.open_by_grid(seen.scope)
        here = {code: found.get(code, reading.NONE_OPEN) for code in children}
        return areas.Told(indicators.open_here(), None, here, {})
    now, before = reading.by_child(seen.scope, seen.indicator.code, children, (seen.span, seen.before))
    return areas.Told(seen.indicator, band, now, before)


def _series(seen: Seen, chosen: Told) -> series.Series | None:
    now, before = reading.long(seen.scope, seen.indicator.code, seen.span)
    return series.series(seen.indicator, now, before, chosen.band)


def _units(seen: Seen, told: Mapping[str, Told]) -> rowsets.Grid:
    codes = indicators.UNIT_COLUMNS
    (found,) = reading.by_key(seen.scope, Cut.UNIT, codes, (seen.span,))
    busy = rowsets.busiest(found, codes[0])
    said = {key: (name, url) for key, name, url in names.units(busy, seen.actor, seen.asked)}
    lines = [rowsets.UnitLine(key, *said[key], found[key]) for key in busy if key in said]
    columns = [told[code].indicator for code in codes]
    bands = {code: told[code].band for code in codes}
    return rowsets.units(lines, columns, bands, seen.links, of=len(found))


def _open(seen: Seen) -> dict[str, Any]:
    told = reading.open_now(seen.scope, seen.at)
    return {
        "open_now": rowsets.open_now(told, choices.open_urls(seen.scope) if seen.actor else {}),
        "now_words": rowsets.open_words(told),
    }


def _shares(seen: Seen) -> dict[str, rowsets.Shares]:
    matters = rowsets.Shares(
        _("What is reported most"),
        _("cases opened in these days"),
        _("Matter"),
        _("Nothing was opened in these days."),
        (),
    )
    channels = rowsets.Shares(
        _("How it reached us"),
        _("cases by channel"),
        _("Channel"),
        _("Nothing was opened in these days."),
        (),
    )
    return {
        "matters": _counted(seen, matters, "matter"),
        "channels": _counted(seen, channels, "channel"),
    }


def _counted(seen: Seen, shares: rowsets.Shares, by: str) -> rowsets.Shares:
    opened = indicators.all_of_them()[indicators.OPENED].indicator
    now, before = (
        {key: each[opened.code] for key, each in found.items()}
        for found in reading.by_key(seen.scope, Cut(by), (opened.code,), (seen.span, seen.before))
    )
    said = names.of_keys(by, now, is_public=seen.actor is None)
    return rowsets.shares(shares, opened, now, before, seen.links, by=by, names=said)
