"""Demands: those in force, all of them, what each picks, and what one would ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import State
from commongrid.registry.units import queries as units
from commongrid.registry.units.terms import Role
from commongrid.work.patrol import rules
from commongrid.work.patrol.models import Demand, Due
from commongrid.work.patrol.terms import Facet, Load, Wanted, What

MOST = 300
AFTER_DIGITS = ":"
WALKERS = (Role.GRID_WORKER, Role.GRID_LEADER)


def in_force(on: date) -> list[Demand]:
    """The demands that hold on a day (dozens, so all are read), by code."""
    holds = Q(ends_on=None) | Q(ends_on__gte=on)
    return list(Demand.objects.filter(holds, starts_on__lte=on).order_by("code", "starts_on"))


def demand(demand_id: UUID) -> Demand | None:
    """One demand (primary key)."""
    return Demand.objects.filter(pk=demand_id).first()


def listed(actor: Actor) -> list[Demand]:
    """Every demand that reaches into the actor's area, over ones included, by code and the newest first (patrol_demand_code)."""
    above = [actor.area[:size] for size in range(len(actor.area) + 1)]
    found = Demand.objects.filter(Q(area__startswith=actor.area) | Q(area__in=above))
    return list(found.order_by("code", "-starts_on")[:MOST])


def to_come(code: str) -> Demand | None:
    """The row of a code that has no end yet (unique index patrol_demand_one_to_come)."""
    return Demand.objects.filter(code=code, ends_on=None).first()


def checklist_of(code: str) -> Checklist:
    """The checklist in use that a demand names. Refused: checklists.unknown, patrol.checklist_off."""
    found = checklists.checklist(code)
    if not found.is_active:
        raise Refused("patrol.checklist_off", checklist=found.zh)
    return found


def narrowed(rows: QuerySet[Premises], demand: Demand | Wanted) -> QuerySet[Premises]:
    """Of places of a kind those a demand's facet picks."""
    if demand.facet == Facet.NO_CAPTAIN:
        return rows.filter(captain=None)
    return rows.filter(is_rental=True) if demand.facet == Facet.RENTED else rows


def fits(demand: Demand, place: Premises) -> bool:
    """Does a demand ask for this place?"""
    is_here = place.area.startswith(demand.area) and place.state == State.OPEN
    if demand.what != What.PREMISES or not is_here or place.kind not in demand.kinds:
        return False
    if demand.facet == Facet.NO_CAPTAIN:
        return place.captain_id is None
    return place.is_rental if demand.facet == Facet.RENTED else True


def not_fitting(demand: Demand) -> QuerySet[Due]:
    """What stands under a demand though it asks for it no more: for the night, as all its rows are read."""
    mine = Due.objects.filter(demand=demand)
    if demand.what == What.GRID:
        return mine.exclude(code__in=places.current_grids(demand.area).values("code"))
    open_here = Q(premises__state=State.OPEN, premises__kind__in=demand.kinds, premises__area=F("area"))
    if demand.facet == Facet.NO_CAPTAIN:
        open_here &= Q(premises__captain=None)
    if demand.facet == Facet.RENTED:
        open_here &= Q(premises__is_rental=True)
    return mine.exclude(open_here)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a demand would ask for; `is_at_most` where its facet picks fewer than were counted."""

    load: Load
    is_at_most: bool


def preview(wanted: Wanted, on: date) -> Preview:
    """Visits and hours in 30 days, and how many workers there are, from the tally of premises (premises_tally_once)."""
    if wanted.what == What.GRID:
        n = places.current_grids(wanted.area).count()
    else:
        n, _more = premises.count_of(wanted.area, wanted.kinds)
    step = rules.step_days(wanted.every_days, wanted.times, wanted.per)
    load = rules.what_load(n, step, wanted.minutes, _workers(wanted, on))
    return Preview(load, wanted.what == What.PREMISES and wanted.facet != Facet.ALL)


def _workers(wanted: Wanted, on: date) -> int:
    posts = units.current_posts(on).filter(role__in=WALKERS, area__startswith=wanted.area)
    return posts.filter(employment=wanted.who).count() if wanted.who else posts.count()
