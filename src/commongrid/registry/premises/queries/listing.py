"""Lists of premises: by area, kind and state in the order of their codes, and by words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.db.models import Max, Min, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.base.lexemes import phrase
from commongrid.registry.premises import facets
from commongrid.registry.premises.models import Premises, Tally
from commongrid.registry.premises.terms import SIZES, State

AFTER_DIGITS = ":"
"""The sign after 9: codes within a division end before its code and this."""
SORTED_AT_ONCE = 400
"""So many hits are fetched and sorted; where there are more, the area is cut into those below it."""
COMMON = 20_000
"""Where the planner expects more hits in a city, its towns are asked one after the other."""
TOWN, COMMUNITY = 9, 12

type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list shows: within an area, of a kind ("" any), in a state, with these words; after (area, code)."""

    area: str = ""
    kind: str = ""
    state: str = State.OPEN
    words: str = ""
    after: Key = ("", "")


def seen_by(actor: Actor) -> QuerySet[Premises]:
    """Premises within the reach of a post; with a captain, those the post answers for."""
    return Premises.objects.filter(access.within(actor, "premises.see"))


def within(asked: Asked, actor: Actor) -> Asked:
    """The same no wider than the actor's own area: a list outside it would be walked in vain."""
    return asked if asked.area.startswith(actor.area) else replace(asked, area=actor.area)


def listed(asked: Asked, actor: Actor, most: int = 50) -> list[Premises]:
    """A page in the order of area and code, one row more than `most` when there is another page.

    Without words it walks premises_premises_listed or premises_premises_kinds; with words it stands on
    premises_premises_found.
    """
    asked = within(asked, actor)
    if not phrase(asked.words):
        return list(walk(asked, seen_by(actor))[: most + 1])
    found: list[Key] = []
    for key in _hits(asked, _narrowest(asked.area)):
        if len(found) > most:
            break
        found.append(key)
    rows = seen_by(actor).filter(code__in=[code for _, code in found])
    return sorted(rows, key=lambda one: (one.area, one.code))


def count(asked: Asked, actor: Actor) -> int | None:
    """How many there are, from the tally (unique index premises_tally_once); None where words were asked for."""
    if phrase(asked.words):
        return None
    asked = within(asked, actor)
    rows = Tally.objects.filter(area__gte=asked.area, area__lt=asked.area + AFTER_DIGITS, state=asked.state)
    return (
        sum(rows.filter(kind=asked.kind).values_list("n", flat=True))
        if asked.kind
        else sum(rows.values_list("n", flat=True))
    )


def walk(asked: Asked, rows: QuerySet[Premises]) -> QuerySet[Premises]:
    """Rows of a filter without words in the order of area and code, after its key."""
    area, code = asked.after
    rows = rows.filter(state=asked.state, area__gte=max(asked.area, area), area__lt=asked.area + AFTER_DIGITS)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if area:
        rows = rows.filter(Q(area__gt=area) | Q(area=area, code__gt=code))
    return rows.order_by("area", "code")


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


def parts(area: str) -> list[str]:
    """The areas directly below one that hold premises, itself first where some lie in none of them (premises_tally_once)."""
    size = next((size for size in SIZES if size > max(len(area), 3)), SIZES[-1])
    rows = Tally.objects.filter(area__gte=area, area__lt=area + AFTER_DIGITS, n__gt=0)
    return sorted({code[:size] for code in rows.values_list("area", flat=True).distinct()})


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
