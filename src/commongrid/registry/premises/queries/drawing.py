"""What maps show of premises: from afar sums that are kept, from near the places in a rectangle."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Left

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor, Prefix
from commongrid.base.lexemes import phrase
from commongrid.registry.premises import facets, terms
from commongrid.registry.premises.models import Premises, Tally
from commongrid.registry.premises.queries.listing import seen_by, within
from commongrid.registry.premises.queries.walking import AFTER_DIGITS, Asked
from commongrid.registry.premises.terms import Dot, State

type Sides = tuple[float, float, float, float]

INSIDE = "point(lon, lat) <@ box(point(%s::float, %s::float), point(%s::float, %s::float))"
FITS = "found @@ %s::tsquery"


def sums(area: str, size: int, *, kind: str = "", state: str = State.OPEN) -> list[terms.Sum]:
    """How many premises each part of an area holds, by the first `size` digits (premises_tally_sums)."""
    rows = Tally.objects.filter(area__gte=area, area__lt=area + AFTER_DIGITS, state=state)
    rows = rows.filter(kind=kind) if kind else rows
    summed = rows.annotate(part=Left("area", size)).values("part").annotate(total=Sum("n")).order_by("part")
    return [terms.Sum(part, n) for part, n in summed.values_list("part", "total") if n]


def may_sum(actor: Actor) -> bool:
    """Does the post see whole areas? Who sees only places of their own is shown those, and no sums of others."""
    reach = access.reach(actor, "premises.see").conditions
    return actor.kind == "system" or any(isinstance(one, Prefix) for one in reach)


def dots(sides: Sides, asked: Asked, actor: Actor, most: int) -> list[Dot]:
    """At most so many of a filter's places in west, south, east, north, in no order (GiST premises_premises_point).

    With words also premises_premises_found: the table is never read whole for them.
    """
    asked = within(asked, actor)
    if not phrase(asked.words):
        return [Dot(*row) for row in boxed(sides, asked, actor)[:most]]
    with transaction.atomic(), connection.cursor() as db:
        db.execute("set local enable_seqscan = off")
        rows = [Dot(*row) for row in boxed(sides, asked, actor)[:most]]
        db.execute("set local enable_seqscan = on")
    return rows


def boxed(sides: Sides, asked: Asked, actor: Actor) -> QuerySet[Premises, Any]:
    """The rows of `dots`."""
    rows = seen_by(actor).filter(state=asked.state, area__gte=asked.area, area__lt=asked.area + AFTER_DIGITS)
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    where, params = [INSIDE], [*map(str, sides)]
    if phrase(asked.words):
        where, params = [*where, FITS], [*params, facets.asked_for(asked.words, ())]
    rows = rows.extra(where=where, params=params)  # noqa: S610 (two constants of this file)
    return rows.values_list(*Dot._fields)
