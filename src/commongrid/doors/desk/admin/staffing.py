"""Where people are missing: units that can be given a case, grids that should be walked."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit
from commongrid.registry.units.terms import Role, UnitKind

TAKERS = (Role.OFFICER, Role.MEDIATOR)
WALKERS = (Role.GRID_WORKER, Role.GRID_LEADER)
DIGITS = (15, 14, 12, 9, 6, 4)


def units_without_officers(on: date) -> QuerySet[Unit]:
    """Units in use that bear a department and have nobody who could take a case (index units_post_unit_role)."""
    taken = units.current_posts(on).filter(unit=OuterRef("pk"), role__in=TAKERS)
    bearing = Unit.objects.filter(active=True).exclude(department="").exclude(kind=UnitKind.CENTRE)
    return bearing.filter(~Exists(taken)).order_by("division", "code")


def grids_without_workers(on: date) -> list[tuple[str, str]]:
    """(code, name) of grids in force that no post covers, by code (two queries, whatever their number)."""
    covered = set(units.current_posts(on).filter(role__in=WALKERS).values_list("area", flat=True).distinct())
    grids = places.current_grids().values_list("code", "name")
    return [(code, name) for code, name in grids if not any(code[:size] in covered for size in DIGITS)]
