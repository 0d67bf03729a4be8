"""Whose figures a page shows: a division's or a unit's, with the way up to it and the reach it is checked against."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from commongrid.base.access import rules
from commongrid.base.access.terms import Actor
from commongrid.doors.look import naming
from commongrid.doors.look.gate import actor_of, require
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit

SEE = "figures.see"
DEEPEST = 12
BY_UNIT = ("officer", "mediator")


@dataclass(frozen=True, slots=True)
class Crumb:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Scope:
    """A division (`unit_id` None) or a unit. `area` and `unit_ids` are what a grant's reach is held against."""

    kind: str
    code: str
    name: str
    area: str
    unit_id: int | None = None

    @property
    def unit_ids(self) -> tuple[int, ...]:
        return (self.unit_id,) if self.unit_id is not None else ()

    def url(self, page: str = "dashboard", *more: str) -> str:
        """The address of one of this scope's pages."""
        return reverse(f"desk:figures:{self.kind}_{page}", args=[self.code, *more])


def of_division(code: str) -> Scope:
    """A city, a town or a community by its code; 404 for any other text. No query: the map is in memory."""
    place = places.atlas().divisions.get(code)
    if place is None:
        raise Http404
    return Scope("division", code, naming.in_english(place.name) if _is_english() else place.name, code)


def of_unit(code: str) -> Scope:
    """A unit by its code; 404 when there is none (unique index)."""
    if not code.isprintable():
        raise Http404
    try:
        unit = units.unit(code)
    except Unit.DoesNotExist:
        raise Http404 from None
    return unit_scope(unit)


def unit_scope(unit: Unit) -> Scope:
    """The scope of a unit that is already read."""
    return Scope("unit", unit.code, naming.of(unit), unit.division_id, unit.pk)


def of(kind: str, code: str) -> Scope:
    """By the word an address or a link carries."""
    return of_unit(code) if kind == "unit" else of_division(code)


def seen(request: HttpRequest, kind: str, code: str) -> Scope:
    """The same for a page: NotAllowed outside the reach of the reader's post."""
    scope = of(kind, code)
    require(request, SEE, scope)
    return scope


def home(request: HttpRequest) -> Scope:
    """Where somebody's figures begin: their unit's, or those of the area of their post."""
    actor = actor_of(request)
    if actor.role in BY_UNIT:
        return unit_scope(Unit.objects.get(pk=actor.unit_id or 0))
    path = places.path(actor.area)
    return of_division(path[-1] if path else places.atlas().path(actor.area[:DEEPEST])[-1])


def may_see(actor: Actor, scope: Scope) -> bool:
    """Would this actor be let in?"""
    return rules.may(actor, SEE, scope).answer


def crumbs(scope: Scope, actor: Actor | None, query: str = "") -> list[Crumb]:
    """From the city down to here; a link only where the reader may go. Without an actor no links at all."""
    path = [of_division(code) for code in places.path(scope.area)]
    above = path if scope.kind == "unit" else path[:-1]
    told = [Crumb(one.name, f"{one.url()}{query}" if actor and may_see(actor, one) else "") for one in above]
    return [*told, Crumb(scope.name, "")]


def _is_english() -> bool:
    from django.utils.translation import get_language

    return (get_language() or "").startswith("en")
