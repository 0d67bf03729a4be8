"""The map beside a case or a report: the grids around it and the other open cases there."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import FETCH_RAISE, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET
from shapely.geometry import shape

from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.models import IS_OPEN, Case
from commongrid.doors.desk.views.cases import case_or_404
from commongrid.doors.look import naming
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.intake import nearness
from commongrid.intake.models import Report
from commongrid.registry.places import queries as places

AROUND = 0.001
"""Degrees left free on each side: about 100 metres."""

SHOWN = 400
"""Metres around the pin whose open cases are drawn."""
LEVELS = {"basic": "grid", "dedicated": "grid", "village": "community"}


@opens_for("cases.see")
@require_GET
def around(request: HttpRequest, number: str) -> HttpResponse:
    """Boundaries and open cases around a case, as the map reads them."""
    case = case_or_404(number)
    require(request, "cases.see", case)
    return _map(case.lon, case.lat, case.area, actor_of(request), ~Q(pk=case.pk))


@opens_for("reports.see")
@require_GET
def around_report(request: HttpRequest, number: str) -> HttpResponse:
    """The same around a report."""
    report = Report.objects.filter(number=number).first()
    if report is None:
        raise Http404
    require(request, "reports.see", report)
    return _map(report.lon, report.lat, report.area, actor_of(request), Q())


def _map(lon: float | None, lat: float | None, area: str, actor: Actor, others: Q) -> HttpResponse:
    areas = json.loads(places.boundaries(area[:12] if len(area) >= 12 else area[:9], 1).body)
    landscape = json.loads(places.landscape().body)["features"]
    for feature in areas["features"]:
        facts = feature["properties"]
        facts["level"] = LEVELS.get(facts["kind"], facts["kind"])
        facts |= {"name": naming.of(facts["name"]).removesuffix("网格"), "is_named": True}
    told: dict[str, Any] = {"areas": areas, "bounds": _bounds(lon, lat, area, areas)}
    for kind, name in (("water", "water"), ("road", "roads"), ("park", "parks")):
        kept = [feature for feature in landscape if feature["properties"].get("kind") == kind]
        told[name] = {"type": "FeatureCollection", "features": kept}
    points = [_point(case) for case in _near(lon, lat, actor, others)]
    told["points"] = {"type": "FeatureCollection", "features": points}
    response = HttpResponse(json.dumps(told), content_type="application/json")
    response["Cache-Control"] = "private, max-age=60"
    return response


def _near(lon: float | None, lat: float | None, actor: Actor, others: Q) -> list[Case]:
    if lon is None or lat is None:
        return []
    cells = nearness.cells_near(lon, lat, SHOWN)
    return list(
        cases.seen_by(actor)
        .filter(IS_OPEN, others, cell__in=cells)
        .only("number", "title", "address", "lon", "lat")
        .fetch_mode(FETCH_RAISE)[:100]
    )


def _point(case: Case) -> dict[str, Any]:
    facts = {"kind": "existing", "title": naming.title(case), "url": reverse("desk:case", args=[case.number])}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [case.lon, case.lat]},
        "properties": facts,
    }


def _bounds(lon: float | None, lat: float | None, area: str, areas: dict[str, Any]) -> list[float]:
    """Everything within reach, or the grid it happened in: a pin alone on an empty ground says nothing."""
    spots = [feature["properties"] for feature in areas["features"]]
    lons, lats = [spot["lon"] for spot in spots] or [0.0], [spot["lat"] for spot in spots] or [0.0]
    if lon is not None and lat is not None:
        own = [one["geometry"] for one in areas["features"] if one["properties"]["code"] == area]
        west, south, east, north = shape(own[0]).bounds if own else (lon, lat, lon, lat)
        lons, lats = [lon, west, east], [lat, south, north]
    return [min(lons) - AROUND, min(lats) - AROUND, max(lons) + AROUND, max(lats) + AROUND]
