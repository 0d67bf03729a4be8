"""The names of places a phone holds to be found by without signal: those of the worker's own grids, so many and no more.

A plate is held as a digest: the phone can tell which place a plate at a door belongs to, and cannot make one up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.look import facts
from commongrid.registry.premises import queries as premises

MOST_PLACES = 2_000
DIGITS = 16
"""Of the digest; so many places share none by chance."""


def pages(actor: Actor) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The page to find a place on, and the names it finds in."""
    if access.has(actor, "patrol.walk") or access.has(actor, "inspections.make"):
        mark = premises.mark_of(actor, MOST_PLACES)
        yield reverse("field:find"), mark
        yield reverse("field:place_names"), mark


def index(actor: Actor, language: str) -> dict[str, Any]:
    """Code, name, address, kind, floors, rooms, position and the plate's digest of each place."""
    found = list(premises.first_of(actor, MOST_PLACES))
    plates = premises.plates_of(found)
    lines = [
        [
            one.code, one.name, one.address, facts.word("premises_kind", one.kind, language), one.floors, one.rooms,
            round(one.lon, 6), round(one.lat, 6), digest(plates[one.pk]) if one.pk in plates else "",
        ]
        for one in found
    ]  # fmt: skip
    return {"places": lines}


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:DIGITS]
