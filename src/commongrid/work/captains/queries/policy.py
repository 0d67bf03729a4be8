"""The city's own figures for captains, and the unit a captain's post belongs to."""

from __future__ import annotations

from dataclasses import fields

from commongrid.registry.packs import queries as packs
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit
from commongrid.registry.units.terms import UnitKind
from commongrid.work.captains.terms import Policy

COMMUNITY = 12


def policy() -> Policy:
    """What the loaded pack says under `captains_…`; for the rest, the usual figures (index packs_pack_latest)."""
    pack = packs.pack()
    told = pack.settings if pack else {}
    known = {each.name: told.get(f"captains_{each.name}") for each in fields(Policy)}
    return Policy(**{name: int(value) for name, value in known.items() if value is not None})


def unit_for(area: str) -> int | None:
    """The community's committee for a place, else the centre that answers for it (index units_unit_kind_division)."""
    found = Unit.objects.filter(active=True, kind=UnitKind.COMMUNITY, division=area[:COMMUNITY]).first()
    if found is not None:
        return found.pk
    return units.centre_id_for(tuple(each.code for each in places.path_of(area)))
