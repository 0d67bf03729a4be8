"""Lists of premises: by area, kind and state in the order of their codes, and by words."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from django.db.models import QuerySet, Sum

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.base.lexemes import phrase
from commongrid.registry.premises.models import Premises, Tally
from commongrid.registry.premises.queries.searching import sought
from commongrid.registry.premises.queries.walking import AFTER_DIGITS, Asked, walk


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
    found = list(islice(sought(asked), most + 1))
    rows = seen_by(actor).filter(code__in=[code for _, code in found])
    return sorted(rows, key=lambda one: (one.area, one.code))


def count(asked: Asked, actor: Actor) -> int | None:
    """How many there are, from the tally (premises_tally_sums); None where words were asked for."""
    if phrase(asked.words):
        return None
    asked = within(asked, actor)
    rows = Tally.objects.filter(area__gte=asked.area, area__lt=asked.area + AFTER_DIGITS, state=asked.state)
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    return int(rows.aggregate(n=Sum("n"))["n"] or 0)
