"""How the places of an area stand: looked at lately, due, overdue; by town, community and grid, and on a grid's map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.desk import areas
from commongrid.doors.desk.patrol import frame
from commongrid.doors.look import mapdata
from commongrid.doors.look.gate import opens_for
from commongrid.registry.premises import tables
from commongrid.work.patrol import queries
from commongrid.work.patrol.terms import PERIOD_DAYS, Coverage

GRID = 15
COLUMNS = ("area", "name", "places", "visited", "due", "overdue")


@opens_for("patrol.see")
@require_GET
def one(request: HttpRequest) -> HttpResponse:
    """The figures of an area and of its parts; a grid shows its map instead."""
    area, today = frame.area_of(request), timezone.localdate()
    is_grid = len(area) >= GRID
    told: dict[str, Any] = {
        "area": area,
        "way": areas.way_to(area),
        "total": queries.total(area, today),
        "parts": [] if is_grid else parts_of(area, today),
        "is_grid": is_grid,
        "stands": queries.grid_stands(area, today) if is_grid else None,
        "period": PERIOD_DAYS,
        "has_demands": bool(queries.in_force(today)),
    }
    return frame.page(request, "coverage.html", told)


def parts_of(area: str, on: date) -> list[tuple[str, Coverage]]:
    """The parts of an area with their names, in the order of their codes; never in an order of merit."""
    size = areas.next_size(area)
    found = queries.by_part(area, size, on) if size else []
    names = areas.names([each.area for each in found])
    return [(names.get(each.area, each.area), each) for each in found]


@opens_for("patrol.see")
@require_GET
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The parts of the area shown, as a table to take away."""
    parts = parts_of(frame.area_of(request), timezone.localdate())
    rows = ((each.area, name, each.all, each.visited, each.due, each.overdue) for name, each in parts)
    return download(tables.lines(rows, COLUMNS), "coverage.csv")


def download(lines: Iterator[str], name: str) -> StreamingHttpResponse:
    """A table line by line, with the mark spreadsheets know UTF-8 by."""

    def marked() -> Iterator[str]:
        yield "\ufeff"
        yield from lines

    answer = StreamingHttpResponse(marked(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@opens_for("patrol.see")
@require_GET
def map_data(request: HttpRequest) -> HttpResponse:
    """The places of one grid by how they stand, each with a shape of its own, on the ground of its community."""
    area = frame.area_of(request)
    shown = mapdata.areas(area[:12], 0, 1) if len(area) >= GRID else []
    mine = [one for one in shown if one["properties"]["code"] == area]
    stands = queries.grid_stands(area, timezone.localdate()) if mine else None
    for one in mine if stands else ():
        one["properties"]["stands"] = str(stands)
    found = queries.places_on_map(area, timezone.localdate()) if len(area) >= GRID else []
    stops = [
        mapdata.stop(
            (each.lon, each.lat), str(each.state), each.name, reverse("desk:premises:one", args=[each.code])
        )
        for each in found
    ]
    told = {
        "areas": mapdata.collection(shown),
        "bounds": mapdata.bounds(mine or stops),
        "stops": mapdata.collection(stops),
        **mapdata.landscape(),
    }
    return JsonResponse(told)
