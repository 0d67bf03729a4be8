"""Coverage: what share lies within reach of a point, which spots do not, where one more helps most. Read from the last count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely
import shapely.affinity
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from commongrid.doors.desk import areas
from commongrid.doors.desk.points import frame
from commongrid.doors.desk.points.views.listing import area_of
from commongrid.doors.look import mapdata, naming
from commongrid.doors.look.gate import opens_for
from commongrid.insight.coverage import queries, rules, tasks
from commongrid.insight.coverage.models import Area, Count
from commongrid.registry.places import coordinates
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as points

ROWS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """The share of one area in a table."""

    area: str
    name: str
    total: int
    out: int
    per_cent: float | None
    weekend: float | None
    url: str


@opens_for("points.see")
@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """The share of an area and of its parts, and the proposals inside it."""
    count, area = queries.latest(), area_of(request)
    told: dict[str, Any] = {"count": count, "area": area, "way": areas.way_to(area)}
    if count is not None:
        size = areas.NEXT.get(len(area), 12)
        parts = [] if size > 12 else list(queries.areas_of(count, area, size))
        best = [one for one in count.best if one["area"].startswith(area)]
        names = areas.names([*(one.area for one in parts[:ROWS]), *{one["area"] for one in best}])
        here = queries.share_of(count, _key(area))
        told |= {
            "here": _row(here, "") if here else None,
            "rows": [_row(one, names.get(one.area, one.area)) for one in parts[:ROWS]],
            "best": [
                {**one, "where": names.get(one["area"], ""), "rank": count.best.index(one) + 1}
                for one in best
            ],
            "out": len([one for one in count.spots if one["area"].startswith(area)]),
            "map_url": f"{reverse('desk:points:coverage_map')}?area={area}",
        }
    return frame.page(request, "coverage.html", told)


def _key(area: str) -> str:
    """The code a share is kept under: towns and communities have their own, whatever is above is the city."""
    return area if len(area) in rules.SIZES else ""


def _row(one: Area, name: str) -> Row:
    url = f"{reverse('desk:points:coverage')}?area={one.area}"
    return Row(
        one.area, name, one.total, one.total - one.covered, rules.per_cent(one.covered, one.total),
        rules.per_cent(one.weekend, one.total), url,
    )  # fmt: skip


@opens_for("points.keep")
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Count anew in the background."""
    tasks.count_now.defer()
    messages.success(request, _("Coverage is being counted; look again in a minute."))
    return redirect("desk:points:coverage")


@opens_for("points.see")
@require_GET
def drawn(request: HttpRequest) -> HttpResponse:
    """The circles within reach, the points, the spots out of reach, and the proposals with their rank."""
    count, area = queries.latest(), area_of(request)
    shown = mapdata.areas(area or getattr(places.city(), "code", ""), 1)
    mine = list(points.within(area)[: points.MOST])
    told: dict[str, Any] = {
        "areas": mapdata.collection(shown),
        "points": mapdata.collection(_mark(one) for one in mine),
        "reach": mapdata.collection([_circles(mine, count.within_m)] if count and mine else []),
        "stops": mapdata.collection(_stops(count, area) if count else []),
        **mapdata.landscape(),
    }
    if bounds := mapdata.bounds(shown):
        told["bounds"] = bounds
    return mapdata.answer(request, told, seconds=20, who="private")


def _mark(one: ServicePoint) -> mapdata.Feature:
    return mapdata.point(
        one.lon, one.lat, "service", naming.of(one), reverse("desk:points:one", args=[one.pk])
    )


def _circles(mine: list[ServicePoint], within_m: int) -> mapdata.Feature:
    """All that lies within reach as one area, so that circles which overlap are not darker."""
    boxes = [(one, coordinates.box(one.lon, one.lat, within_m)) for one in mine]
    rounds = [
        shapely.affinity.scale(
            shapely.Point(one.lon, one.lat).buffer(1, 24), (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        )
        for one, box in boxes
    ]
    drawn = shapely.set_precision(shapely.union_all(rounds), 1e-6)
    return {"type": "Feature", "geometry": shapely.geometry.mapping(drawn), "properties": {}}


def _stops(count: Count, area: str) -> list[mapdata.Feature]:
    spots = [one for one in count.spots if one["area"].startswith(area)]
    told = [
        mapdata.stop(
            (one["lon"], one["lat"]),
            "overdue",
            ngettext("%(n)d out of reach", "%(n)d out of reach", one["n"]) % {"n": one["n"]},
            "",
        )
        for one in reversed(spots)
    ]
    best = [one for one in count.best if one["area"].startswith(area)]
    return told + [
        mapdata.stop(
            (one["lon"], one["lat"]), "next", _("One more point here"), "", str(count.best.index(one) + 1)
        )
        for one in best
    ]
