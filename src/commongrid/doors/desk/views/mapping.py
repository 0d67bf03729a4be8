"""The map of the desk: a page as wide as the screen, boundaries by level, and what a filter lets through in view."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.access.terms import Actor
from commongrid.doors.desk import chips, filters, frame, lists, mapping, viewing
from commongrid.doors.look import mapdata
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries as places

BRIEF, LONG = 20, 3600
SIZES = {"town": 9, "community": 12, "grid": 12}


@opens_for("cases.see")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The map with its filter and the list of what is in view; without scripts the list of the filter alone."""
    actor = actor_of(request)
    found = filters.read(request.GET)
    choices = chips.choices(found, actor)
    told: dict[str, Any] = {
        "filter": found,
        "choices": choices,
        "chips": chips.on(found, choices),
        "within": _within(found.area, actor),
        "listed": lists.page(found, actor, timezone.now()),
        "q": found.q,
        "tiles": settings.HOUSE.tiles,
        "tiles_credit": settings.HOUSE.tiles_credit,
    }
    return frame.page(request, "desk/map.html", told)


@opens_for("cases.see")
@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    """What the filter lets through in `bbox=west,south,east,north` at `zoom`: sums from far, cases from near."""
    view = viewing.read(request)
    if view is None:
        return viewing.not_a_view()
    told = mapping.shown(filters.read(request.GET), actor_of(request), view, timezone.now())
    return mapdata.answer(request, told, seconds=BRIEF, who="private")


@opens_for("cases.see")
@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """Boundaries within a division by level, the landscape and the box around them, as the map reads them."""
    within = _within(request.GET.get("within", ""), actor_of(request))
    depth = 1 if len(within) >= SIZES["community"] else 2
    return mapdata.answer(request, viewing.ground(within, *range(1, depth + 1)), seconds=LONG, who="private")


@opens_for("cases.see")
@require_GET
def values(request: HttpRequest) -> HttpResponse:
    """One number for each division of a level, for the colours: {code: value}, and the steps between the five of them."""
    actor = actor_of(request)
    size = SIZES.get(request.GET.get("level", ""), SIZES["town"])
    found = mapping.values(
        filters.read(request.GET), actor, _within(request.GET.get("within", ""), actor), size
    )
    told = {"values": found or {}, "steps": steps((found or {}).values())}
    return mapdata.answer(request, told, seconds=BRIEF, who="private")


def steps(found: Any) -> list[float]:
    """At most four values that part the rest into fifths, each above the least; none where all are alike."""
    ranked = sorted(found)
    edges = {ranked[len(ranked) * fifth // 5] for fifth in range(1, 5)} if ranked else set()
    return sorted(edge for edge in edges if edge > ranked[0])


def _within(asked: str, actor: Actor) -> str:
    """The division asked for if the actor's area holds it, else the actor's own, else the city."""
    city = places.city()
    own = actor.area[:12] or (city.code if city else "")
    is_inside = asked.isdecimal() and asked.startswith(actor.area) and places.division(asked[:12]) is not None
    return asked[:12] if is_inside else own
