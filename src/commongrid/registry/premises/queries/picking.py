"""What a campaign picks: how many places its filter has, and those places one after another; and what a device holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet, Sum

from commongrid.base.access.terms import Actor
from commongrid.base.lexemes import phrase
from commongrid.registry.premises import facets
from commongrid.registry.premises.models import Premises, Tally
from commongrid.registry.premises.queries.listing import seen_by
from commongrid.registry.premises.queries.searching import search
from commongrid.registry.premises.queries.walking import AFTER_DIGITS, Asked, Key, walk
from commongrid.registry.premises.terms import State

MANY = 10_000
"""So many hits of words are counted for a campaign; beyond it the count says that there are more."""


def count_of(area: str, kinds: Iterable[str], words: str = "") -> tuple[int, bool]:
    """How many open premises of these kinds an area holds, and whether there are more than were counted.

    From the tally (premises_tally_once), so exact; with words at most 10,000 of each kind (premises_premises_found).
    """
    if not phrase(words):
        rows = Tally.objects.filter(area__gte=area, area__lt=area + AFTER_DIGITS, state=State.OPEN)
        return sum(rows.filter(kind__in=list(kinds)).values_list("n", flat=True)), False
    shared = [f"s:{State.OPEN}", *([f"a:{area}"] if area else [])]
    asked = [facets.asked_for(words, (f"k:{kind}", *shared)) for kind in kinds]
    found = [len(search(each, MANY + 1)) for each in asked]
    return sum(min(n, MANY) for n in found), any(n > MANY for n in found)


def walked(area: str, kind: str, words: str, after: Key) -> QuerySet[Premises]:
    """Open premises of a kind within an area in the order of area and code, after a key (premises_premises_kinds).

    With words the same index is walked and each row checked: for work in the background, not for a page.
    """
    rows = walk(Asked(area=area, kind=kind, after=after), Premises.objects.all())
    if not phrase(words):
        return rows
    return rows.extra(where=["found @@ %s::tsquery"], params=[facets.asked_for(words, ())])


def first_of(actor: Actor, most: int) -> QuerySet[Premises]:
    """The first open places of the actor's own area by area and code (premises_premises_listed)."""
    return walk(Asked(area=actor.area), seen_by(actor)).defer("found")[:most]


def mark_of(actor: Actor, most: int) -> tuple[int, int]:
    """How many those are, and a sum that grows with every change of one of them."""
    told = first_of(actor, most).aggregate(n=Count("pk"), moves=Sum("seq", default=0))
    return int(told["n"]), int(told["moves"])
