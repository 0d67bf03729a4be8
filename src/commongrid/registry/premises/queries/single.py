"""One premises: by code, by its plate, with what lies in it; who answers for it; names that texts use."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from commongrid.registry.places.coordinates import metres
from commongrid.registry.places.gazetteer import Mark
from commongrid.registry.premises.models import Plate, Premises
from commongrid.registry.premises.terms import Kind, Spot, State
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.registry.units.terms import Role

MOST_MARKS = 20_000
AT_THE_PLACE = 200
"""Metres within which a pin still means the place whose plate led to it."""
KNOWN_BY_NAME = (
    Kind.SCHOOL, Kind.HOSPITAL, Kind.MARKET, Kind.RESIDENTIAL, Kind.ENTERPRISE, Kind.SITE, Kind.HAZARD, Kind.RIVER,
    Kind.FOREST, Kind.BUILDING, Kind.RENTAL,
)  # fmt: skip
LESS_KNOWN = tuple(kind for kind in Kind if kind not in KNOWN_BY_NAME)


def find(code: str) -> Premises | None:
    """One premises with its unit, captain and building (unique index on code)."""
    return _whole().filter(code=code).first()


def by_id(premises_id: UUID) -> Premises | None:
    """The same by its id (primary key)."""
    return _whole().filter(pk=premises_id).first()


def _whole() -> QuerySet[Premises]:
    return Premises.objects.select_related("unit", "captain__account", "parent", "merged_into").defer("found")


def behind_plate(token: str) -> Premises | None:
    """What a plate in force stands for; of merged premises, the one that remains (primary key of the plate)."""
    plate = Plate.objects.filter(token=token, withdrawn_at=None).select_related("premises").first()
    found = plate.premises if plate else None
    while found is not None and found.merged_into_id:
        found = by_id(found.merged_into_id)
    return by_id(found.pk) if found else None


def told_of_by_plate(token: str, lon: float | None, lat: float | None) -> Premises | None:
    """Premises a report is about that came by their plate: those behind it, unless its pin was moved away from them."""
    if lon is None or lat is None or not (token.isalnum() and token.isascii()):
        return None
    found = behind_plate(token)
    if found is None or float(metres(found.lon, found.lat, lon, lat)) > AT_THE_PLACE:
        return None
    return found


def plate_of(premises: Premises) -> Plate | None:
    """The plate in force (unique index premises_plate_one_in_force)."""
    return Plate.objects.filter(premises=premises, withdrawn_at=None).first()


def plates_of(premises: list[Premises]) -> dict[UUID, str]:
    """Tokens in force by the id of the premises, for a page of them, in one query."""
    return dict(
        Plate.objects.filter(premises__in=premises, withdrawn_at=None).values_list("premises_id", "token")
    )


def inside(premises: Premises) -> QuerySet[Premises]:
    """Places in a building, by code (index premises_premises_parent)."""
    return Premises.objects.filter(parent=premises).exclude(state=State.MERGED).order_by("code")


def answered_for_by(post_id: int) -> QuerySet[Premises]:
    """What a captain's post answers for, by code (index premises_premises_captain)."""
    return Premises.objects.filter(captain=post_id, state=State.OPEN).order_by("code")


def captains(area: str, on: date) -> QuerySet[Post]:
    """Building captains whose post covers a place or lies in it, by name (index units_post_area)."""
    above = [area[:size] for size in (6, 9, 12, 15) if size <= len(area)]
    held = units.current_posts(on).filter(role=Role.CAPTAIN, area__in=above)
    return held.select_related("account").order_by("account__name", "id")


def spot_of(premises: Premises) -> Spot:
    """What `rules.is_same` compares."""
    return Spot(premises.name, premises.address, premises.lon, premises.lat, premises.credit_code)


def marks() -> list[Mark]:
    """Names and house numbers people say a place by: at most 20,000, what is named by name first (premises_premises_kinds)."""
    found: set[Mark] = set()
    for kind in (*KNOWN_BY_NAME, *LESS_KNOWN):
        rows = Premises.objects.filter(state=State.OPEN, kind=kind).order_by("area", "code")
        for name, address, area in rows.values_list("name", "address", "area")[: MOST_MARKS - len(found)]:
            found.add(Mark(name, area))
            if address.endswith("号"):
                found.add(Mark(address, area))
        if len(found) >= MOST_MARKS:
            break
    return sorted(found, key=lambda one: (one.code, one.name))
