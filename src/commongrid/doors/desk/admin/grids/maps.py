"""What the maps of grids draw: a community's grids to choose and draw on; all outlines a grid ever had."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from commongrid.doors.desk.admin.grids import nets
from commongrid.doors.look import mapdata, naming
from commongrid.doors.look.gate import opens_for
from commongrid.registry.places import queries as places
from commongrid.registry.serving import queries as serving


@opens_for("admin.registry")
@require_GET
def community(request: HttpRequest, code: str) -> HttpResponse:
    """The grids of a community with their names, the other nets over them, and its landscape."""
    if places.division(code[:12]) is None:
        raise Http404
    areas = mapdata.areas(code, 1)
    for one in areas:
        one["properties"] |= {"is_named": True, "name": _label(one)}
    parts = serving.nets_within(code[:12], [one["properties"]["code"] for one in areas])
    told = {
        "areas": mapdata.collection(areas), "bounds": mapdata.bounds(areas),
        "nets": mapdata.collection(nets.drawn(parts, areas)), **mapdata.landscape(),
    }  # fmt: skip
    return mapdata.answer(request, told, seconds=0, who="private")


def _label(one: mapdata.Feature) -> str:
    """A grid's name as short as a map has room for; in English it is its community's with a number."""
    name = str(one["properties"]["name"])
    return naming.of(f"{name.removesuffix('网格')}网格").removesuffix("网格")


@opens_for("admin.registry")
@require_GET
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """The grid as it is among its neighbours; `past` holds the outlines it had, the newest first."""
    rows = places.versions(code[:15])
    if not rows:
        raise Http404
    areas = mapdata.areas(code[:12], 1)
    past = [
        {"type": "Feature", "properties": {"n": at}, "geometry": row.geometry}
        for at, row in enumerate(rows)
        if row.valid_to is not None
    ]
    here = [{"type": "Feature", "properties": {}, "geometry": rows[0].geometry}]
    told = {
        "areas": mapdata.collection(areas),
        "bounds": mapdata.bounds(here),
        "here": mapdata.collection(here if rows[0].valid_to is None else []),
        "past": mapdata.collection(past),
        "nets": mapdata.collection(nets.drawn(serving.nets_over(code[:15]))),
        **mapdata.landscape(),
    }
    return mapdata.answer(request, told, seconds=0, who="private")
