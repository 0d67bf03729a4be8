"""The standard in force, an edition as it was, the proposed one, and what the house knows of a point by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import rules as points
from commongrid.registry.points.terms import RoomKind, Service
from commongrid.work.centres import rules
from commongrid.work.centres.models import Edition
from commongrid.work.centres.terms import Evidence, Fact, Item, Part, Standard

PROPOSED = Path(__file__).resolve().parents[1] / "standard.csv"
ROOMS, SERVICES = 6, 4


def last() -> Edition | None:
    """The edition in force (primary key)."""
    return Edition.objects.order_by("-pk").first()


def standard_of(edition: Edition) -> Standard:
    """An edition as a value."""
    told: dict[str, Any] = dict(edition.told)
    items = tuple(
        Item(**{**each, "part": Part(each["part"]), "evidence": Evidence(each["evidence"])})
        for each in told.pop("items")
    )
    return Standard(items=items, **told)


@cache
def proposed() -> Standard:
    """The standard to begin with, in our own words; a city publishes its own."""
    return Standard(rules.items_of(PROPOSED.read_text(encoding="utf-8")).answer)


def facts_of(point: ServicePoint) -> dict[str, bool]:
    """What the register says of a point: hours given, one hall and five rooms, services, no step, address and phone."""
    kinds = {points.room_of(str(text)).kind for text in point.rooms} - {RoomKind.OTHER}
    known = set(points.services_of(map(str, point.services))) & set(Service)
    return {
        Fact.HOURS: bool(point.hours),
        Fact.ROOMS: RoomKind.RECEPTION in kinds and len(kinds) >= ROOMS,
        Fact.SERVICES: len(known) >= SERVICES,
        Fact.STEP_FREE: point.step_free is True,
        Fact.CONTACT: bool(point.address and point.phone),
    }
