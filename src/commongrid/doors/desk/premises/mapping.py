"""What the map of premises shows of a filter: sums by place from far, the places themselves from near or where they are few."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import get_language

from commongrid.base.access.terms import Actor
from commongrid.doors.desk import viewing
from commongrid.doors.desk.viewing import View
from commongrid.doors.look import facts, mapdata
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries
from commongrid.registry.premises.queries import Asked
from commongrid.registry.premises.terms import Dot

MOST = 1_500
"""Places on one map at once; that there are more is said."""
FEW = 300
"""So many in view are shown one by one from however far."""
LEVELS = ((9.5, 6), (11.5, 9), (14.0, 12), (16.0, 15))
"""Below this zoom places are summed by codes of so many digits: counties, towns, communities, grids."""
COUNTY = 6


def shown(asked: Asked, actor: Actor, view: View, page: str) -> dict[str, Any]:
    """Sums, or places in view; words are looked for themselves, for no sums are kept of them. `page` ends in its filter."""
    asked = queries.within(asked, actor)
    size = _size(view, asked.area)
    if size and not asked.words and queries.may_sum(actor):
        summed = _sums(asked, view, size, page)
        total = sum(one["n"] for one in summed)
        if total > FEW:
            return {"sums": summed, "points": mapdata.collection([]), "count": total}
    found = queries.dots(view.sides, asked, actor, MOST + 1)
    points = mapdata.collection(marks(found[:MOST]))
    return {"sums": [], "points": points, "count": len(points["features"]), "more": len(found) > MOST}


def _size(view: View, area: str) -> int | None:
    """By how many digits places are summed at this zoom, always by parts of the area; None where each is shown."""
    has_counties = view.zoom < LEVELS[0][0] and places.has_counties()
    fitting = (digits for zoom, digits in LEVELS if view.zoom < zoom and digits > len(area))
    return next((digits for digits in fitting if digits != COUNTY or has_counties), None)


def _sums(asked: Asked, view: View, size: int, page: str) -> list[dict[str, Any]]:
    """Counts by place in view, of the tally; what lies in no part of its area is counted at the area's own middle."""
    middles = places.middles(view.sides, size, asked.area)
    area = _shared(asked.area, [code for code, *_ in middles])
    counted = {one.area: one.n for one in queries.sums(area, size, kind=asked.kind, state=asked.state)}
    bare = [code for code in counted if len(code) < size and code.startswith(asked.area)]
    middles += [spot for spot in places.spots(bare) if view.holds(*spot[2:])] if bare else []
    return viewing.sums(middles, counted, {code: f"{page}&area={code}" for code in counted})


def _shared(area: str, codes: list[str]) -> str:
    """What the codes in view begin with, so that no more of the tally is read than is seen."""
    if not codes:
        return area
    first, last = min(codes), max(codes)
    length = next(
        (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first)
    )
    return first[: max(length, len(area))]


def marks(found: Iterable[Dot]) -> list[mapdata.Feature]:
    """Places as marks by the shape of their kind, with what the list beside the map says of them."""
    before = reverse("desk:premises:one", args=["-"]).removesuffix("-/")
    language = get_language() or "zh-hans"
    words: dict[str, str] = {}
    made = []
    for one in found:
        word = words.get(one.kind) or words.setdefault(
            one.kind, facts.word("premises_kind", one.kind, language)
        )
        mark = mapdata.point(one.lon, one.lat, one.kind, one.name, f"{before}{quote(one.code, safe='')}/")
        mark["properties"] |= {"number": one.address or one.code, "light": word}
        made.append(mark)
    return made
