"""Demands: those in force, all of them, what each picks, and what one would ask for."""

from __future__ import annotations

from collections.abc import Iterable
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
from commongrid.work.patrol.models import Demand, Due, LastLook, Stop
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


def is_picky(demand: Demand | Wanted) -> bool:
    """Does a demand ask for some of the places of its kinds only?"""
    return bool(demand.facet or demand.floors or demand.rooms)


def _picked(demand: Demand | Wanted, place: str = "") -> Q:
    """What a demand asks of a place beside its kind; `place` stands before its columns ("premises__")."""
    picked = Q()
    if demand.facet == Facet.NO_CAPTAIN:
        picked &= Q(**{f"{place}captain": None})
    if demand.facet == Facet.RENTED:
        picked &= Q(**{f"{place}is_rental": True})
    if demand.facet == Facet.GAPS:
        picked &= Q(**{f"{place}pk__in": LastLook.objects.filter(gaps__gt=0).values("premises")})
    for name in ("floors", "rooms"):
        if least := getattr(demand, name):
            picked &= Q(**{f"{place}{name}__gte": least})
    return picked


def narrowed(rows: QuerySet[Premises], demand: Demand | Wanted) -> QuerySet[Premises]:
    """Of places of a kind those a demand picks."""
    return rows.filter(_picked(demand))


def fits(demand: Demand, place: Premises) -> bool:
    """Does a demand ask for this place? (primary key, where it picks)"""
    is_here = place.area.startswith(demand.area) and place.state == State.OPEN
    if demand.what != What.PREMISES or not is_here or place.kind not in demand.kinds:
        return False
    return not is_picky(demand) or narrowed(Premises.objects.filter(pk=place.pk), demand).exists()


def not_fitting(demand: Demand) -> QuerySet[Due]:
    """What stands under a demand though it asks for it no more: for the night, as all its rows are read."""
    mine = Due.objects.filter(demand=demand)
    if demand.what == What.GRID:
        return mine.exclude(code__in=places.current_grids(demand.area).values("code"))
    open_here = Q(premises__state=State.OPEN, premises__kind__in=demand.kinds, premises__area=F("area"))
    return mine.exclude(open_here & _picked(demand, "premises__"))


def asked_at(code: str, on: date) -> list[Demand]:
    """The demands that ask for one place on a day, by code (unique index patrol_due_once)."""
    rows = Due.objects.filter(code=code).select_related("demand")
    found = [row.demand for row in rows if row.demand.ends_on is None or row.demand.ends_on >= on]
    return sorted(found, key=lambda each: each.code)


def named_by(stops: Iterable[Stop]) -> dict[UUID, Demand]:
    """The demands that stops name, in one query (primary keys)."""
    return Demand.objects.in_bulk({each for stop in stops for each in stop.demands})


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
    return Preview(load, wanted.what == What.PREMISES and is_picky(wanted))


def _workers(wanted: Wanted, on: date) -> int:
    posts = units.current_posts(on).filter(role__in=WALKERS, area__startswith=wanted.area)
    return posts.filter(employment=wanted.who).count() if wanted.who else posts.count()
