"""Premises by words, in the order of area and code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, Max, Min
from django.db.models.expressions import RawSQL

from commongrid.registry.premises import facets
from commongrid.registry.premises.models import Premises, Tally
from commongrid.registry.premises.queries.walking import AFTER_DIGITS, Asked, Key, parts, walk
from commongrid.registry.premises.terms import SIZES

SORTED_AT_ONCE = 400
"""So many hits are fetched and sorted; where there are more, the area is cut into those below it."""
COMMON = 20_000
"""Where the planner expects more hits in a city, its towns are asked one after the other."""
WALKED = 1_000
"""So many rows of the list are tried first for a word that common: one in twenty fills a page."""
TOWN, COMMUNITY = 9, 12


def sought(asked: Asked) -> Iterator[Key]:
    """Keys of what the words name, in order. What is common is met by walking the list a little way; the rest is looked up."""
    area = _narrowest(asked.area)
    if len(area) < TOWN and _is_common(asked, area):
        fits = RawSQL("found @@ %s::tsquery", [facets.asked_for(asked.words, ())], BooleanField())
        rows: Any = walk(asked, Premises.objects.annotate(fits=fits))
        met = list(rows.values_list("area", "code", "fits")[:WALKED])
        yield from ((at, code) for at, code, fits in met if fits)
        if len(met) < WALKED:
            return
        asked = replace(asked, after=met[-1][:2])
    yield from _hits(asked, area)


def _hits(asked: Asked, area: str) -> Iterator[Key]:
    """Keys of what the words name within an area, in order; an area with too many is walked part by part."""
    found = None if len(area) < TOWN and _is_common(asked, area) else _found(asked, _facet(area))
    if found is not None and len(found) <= SORTED_AT_ONCE:
        yield from found
    elif len(area) > COMMUNITY:
        yield from _in_grid(asked, area)
    else:
        for part in parts(area):
            if part == area:
                exact = _found(asked, f"e:{area}")
                yield from exact if len(exact) <= SORTED_AT_ONCE else _in_grid(asked, area)
            elif part >= asked.after[0][: len(part)]:
                yield from _hits(asked, part)


def _narrowest(area: str) -> str:
    """The smallest area that holds all premises of an area: a city need not be asked for its province and itself."""
    found = Tally.objects.filter(area__gte=area, area__lt=area + AFTER_DIGITS, n__gt=0)
    ends = found.aggregate(first=Min("area"), last=Max("area"))
    first, last = ends["first"] or "", ends["last"] or ""
    shared = [first[:size] for size in SIZES if len(first) >= size and first[:size] == last[:size]]
    return shared[-1] if shared else area


def _facet(area: str) -> str:
    return f"a:{area}" if area else ""


def _is_common(asked: Asked, area: str) -> bool:
    """Does the planner expect so many hits that gathering them would be for nothing? Nothing is read for it."""
    with connection.cursor() as db:
        db.execute(f"explain (format json) {FITTING}", [_wanted(asked, _facet(area))])
        (told,) = db.fetchone()
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return bool(plan["Plan Rows"] > COMMON)


def _found(asked: Asked, facet: str) -> list[Key]:
    """At most one more than can be sorted at once, beginning after the page before."""
    rows = search(_wanted(asked, facet), SORTED_AT_ONCE + 1)
    if len(rows) > SORTED_AT_ONCE:
        return rows
    return sorted(key for key in rows if key > asked.after)


def _wanted(asked: Asked, facet: str) -> str:
    wanted = (facet, f"k:{asked.kind}" if asked.kind else "", f"s:{asked.state}")
    return facets.asked_for(asked.words, tuple(one for one in wanted if one))


def search(query: str, most: int) -> list[Key]:
    """Area and code of at most so many rows that a tsquery fits, in no order (premises_premises_found)."""
    with transaction.atomic(), connection.cursor() as db:
        db.execute("set local enable_seqscan = off")
        db.execute(SEARCH, [query, most])
        rows = [(str(area), str(code)) for area, code in db.fetchall()]
        db.execute("set local enable_seqscan = on")
    return rows


FITTING = "select area, code from premises_premises where found @@ %s::tsquery"
SEARCH = f"{FITTING} limit %s"


def _in_grid(asked: Asked, area: str) -> Iterator[Key]:
    """One area alone, walked by code."""
    rows = walk(replace(asked, area=area), Premises.objects.filter(area=area))
    fitting = rows.extra(where=["found @@ %s::tsquery"], params=[facets.asked_for(asked.words, ())])
    yield from fitting.values_list("area", "code")[:SORTED_AT_ONCE]
