"""The map of premises: the filter of the list on a page as wide as the screen, and what is in view beside it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from commongrid.doors.desk import areas, viewing
from commongrid.doors.desk.premises import frame, mapping
from commongrid.doors.desk.premises.views.listing import SIZE, asked_by, choices, with_filter
from commongrid.doors.look import mapdata
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries

BRIEF, LONG = 20, 3600
COMMUNITY = 12


@opens_for("premises.see")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The map with the filter of the list; without scripts the first page of the list stands beside it."""
    actor, asked = actor_of(request), asked_by(request.GET)
    told = {
        "rows": queries.listed(asked, actor, SIZE)[:SIZE],
        "total": queries.count(asked, actor) if queries.may_sum(actor) else None,
        "choices": choices(asked),
        "area": areas.way_to(queries.within(asked, actor).area),
        "q": asked.words,
        "asked": asked,
        "query": with_filter(request.GET) or "?",
        "tiles": settings.HOUSE.tiles,
        "tiles_credit": settings.HOUSE.tiles_credit,
    }
    return frame.page(request, "map.html", told)


@opens_for("premises.see")
@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    """What the filter leaves in `bbox=west,south,east,north` at `zoom`: sums from far, places from near."""
    view = viewing.read(request)
    if view is None:
        return viewing.not_a_view()
    onward = reverse("desk:premises:map_page") + (with_filter(request.GET, area="") or "?")
    told = mapping.shown(asked_by(request.GET), actor_of(request), view, onward)
    return mapdata.answer(request, told, seconds=BRIEF, who="private")


@opens_for("premises.see")
@require_GET
def ground(request: HttpRequest) -> HttpResponse:
    """The boundaries of the area asked for, or of the post's own, and the landscape."""
    area = queries.within(asked_by(request.GET), actor_of(request)).area[:COMMUNITY]
    area = area or getattr(places.city(), "code", "")
    depths = (1,) if len(area) >= COMMUNITY else (1, 2)
    return mapdata.answer(request, viewing.ground(area, *depths), seconds=LONG, who="private")
