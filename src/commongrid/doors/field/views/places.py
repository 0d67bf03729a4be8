"""My grids: on the map and as a page; and any case of mine to read."""

from __future__ import annotations

import json
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import queries as access
from commongrid.base.files import queries as files
from commongrid.base.journal import queries as history
from commongrid.cases import acts as acts_of_cases
from commongrid.cases import queries as cases
from commongrid.cases.models import IS_OPEN, Case
from commongrid.doors.field import frame
from commongrid.doors.field.views.check import case_or_404
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.intake.models import Report
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units

KIND_SHAPE = {"component": "component", "dispute": "dispute", "inspection": "hazard"}


@opens_for("reports.verify", "cases.check")
@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """My grids with what is open in them."""
    mine = cases.rows(cases.seen_by(actor_of(request)).filter(IS_OPEN)).order_by("due_at")[:50]
    return frame.page(request, "field/map.html", {"cases": mine}, tab="map")


@opens_for("reports.verify", "cases.check")
@require_GET
def map_data(request: HttpRequest) -> HttpResponse:
    """Boundaries around my area and the open cases in it, as the map reads them."""
    actor = actor_of(request)
    town = actor.area[:9]
    areas = json.loads(places.boundaries(town, 2).body)
    landscape = json.loads(places.landscape().body)
    points = [_point(case) for case in cases.rows(cases.seen_by(actor).filter(IS_OPEN, lon__isnull=False))[:500]]
    told = {"areas": areas, "points": {"type": "FeatureCollection", "features": points}, "bounds": _bounds(areas)}
    for name in ("water", "road", "park"):
        kept = [feature for feature in landscape["features"] if feature["properties"].get("kind") == name]
        told[f"{name}s" if name != "water" else name] = {"type": "FeatureCollection", "features": kept}
    return HttpResponse(json.dumps(told), content_type="application/json")


def _point(case: Case) -> dict[str, object]:
    kind = KIND_SHAPE.get(case.matter.current.kind if case.matter.current else "", "event")
    facts = {"kind": kind, "title": case.title, "url": reverse("field:case", args=[case.number])}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [case.lon, case.lat]},
        "properties": facts,
    }


def _bounds(areas: dict[str, list[dict[str, dict[str, float]]]]) -> list[float]:
    spots = [feature["properties"] for feature in areas["features"]]
    lons = [spot["lon"] for spot in spots if spot.get("lon")] or [113.75]
    lats = [spot["lat"] for spot in spots if spot.get("lat")] or [23.05]
    return [min(lons) - 0.004, min(lats) - 0.004, max(lons) + 0.004, max(lats) + 0.004]


@opens_for("reports.verify", "cases.check")
@require_GET
def my_grid(request: HttpRequest) -> HttpResponse:
    """My grids: who works here with me, what happened this month, and how verifying goes."""
    actor, now = actor_of(request), timezone.now()
    grids = list(places.current_grids(actor.area)[:20])
    month = now - timedelta(days=30)
    looked = Report.objects.filter(access.within(actor, "reports.see"), verified_at__gte=month)
    recent = cases.rows(cases.seen_by(actor).filter(opened_at__gte=month)).order_by("-opened_at", "-id")[:20]
    told = {
        "grids": grids,
        "colleagues": list(units.grid_workers(actor.area, timezone.localdate())[:20]),
        "recent": recent,
        "verified": looked.count(),
        "open": cases.seen_by(actor).filter(IS_OPEN).count(),
    }
    return frame.page(request, "field/grid.html", told, tab="grid")


@opens_for("reports.verify", "cases.check")
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, number: str) -> HttpResponse:
    """A case to read on the way, with its history; a note can be added."""
    found = case_or_404(number)
    require(request, "cases.see", found)
    if request.method == "POST":
        text = request.POST.get("text", "")
        acts_of_cases.comment(found, text, is_public=False, by=actor_of(request), at=timezone.now())
    told = {
        "case": found,
        "entries": list(reversed(history.history("case", str(found.pk)))),
        "photos": pictures.shown(files.photos(pictures.owners_of(found))),
        "comments": list(found.comments.order_by("-at")[:20]),
    }
    return frame.page(request, "field/case.html", told)
