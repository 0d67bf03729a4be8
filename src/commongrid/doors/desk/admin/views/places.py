"""Places: the tree of divisions with its grids, the map, and imports that are checked before anything is written."""

from __future__ import annotations

import json

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.doors.desk.admin import frame, staffing, uploads
from commongrid.doors.desk.admin.importing import IMPORTS, Import
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries
from commongrid.registry.places.models import Division, Grid, ServicePoint
from commongrid.registry.places.terms import Report

SHOWN = 500


@opens_for("admin.registry")
@require_GET
def places(request: HttpRequest, code: str = "") -> HttpResponse:
    """One division: what lies below it, its grids, its service points, its map."""
    here = queries.division(code) if code else queries.city()
    if here is None and code:
        raise Http404
    missing = {grid for grid, _name in staffing.grids_without_workers(timezone.localdate())}
    below = queries.children(here.code).annotate(below=Count("children")) if here else Division.objects.none()
    grids = list(queries.current_grids(here.code)[:SHOWN]) if here and not below else []
    told = {
        "here": here,
        "path": queries.path_of(here.code)[:-1] if here else [],
        "divisions": [(one, counts) for one, counts in _counted(list(below))],
        "grids": [(grid, grid.code in missing) for grid in grids],
        "points": list(
            ServicePoint.objects.filter(division__code__startswith=here.code).order_by("division", "code")[
                :60
            ]
        )
        if here
        else [],
        "imports": [(name, one.title) for name, one in IMPORTS.items()],
    }
    return frame.page(request, "places.html", told, here="places")


def _counted(below: list[Division]) -> list[tuple[Division, dict[str, int]]]:
    """How many communities and grids lie under each, in two queries (the codes' pattern indexes)."""
    if not below:
        return []
    size = len(below[0].code)
    under = Q(code__startswith=below[0].code[: size - 3]) if size > 3 else Q()
    villages = Division.objects.filter(under, level="village").values_list("code", flat=True)
    grids = Grid.objects.filter(under, valid_to=None).values_list("code", flat=True)
    told = {one.code: {"villages": 0, "grids": 0} for one in below}
    for name, codes in (("villages", villages), ("grids", grids)):
        for code in codes:
            if code[:size] in told:
                told[code[:size]][name] += 1
    return [(one, told[one.code]) for one in below]


@opens_for("admin.registry")
@require_GET
def boundaries(request: HttpRequest, code: str) -> HttpResponse:
    """What the map of a division draws: what lies directly below it."""
    here = queries.division(code)
    if here is None:
        raise Http404
    areas = json.loads(queries.boundaries(code, 1).body)
    for feature in areas["features"]:
        facts = feature["properties"]
        facts["level"] = {"village": "community", "basic": "grid", "dedicated": "grid"}.get(
            facts["kind"], facts["kind"]
        )
    told = {"bounds": _bounds(areas, here), "areas": areas, "points": _points(code)}
    return HttpResponse(json.dumps(told), content_type="application/json")


def _bounds(areas: dict[str, list[dict[str, dict[str, list[object]]]]], here: Division) -> list[float]:
    spots = [spot for feature in areas["features"] for spot in _spots(feature["geometry"]["coordinates"])]
    lons = [lon for lon, _lat in spots] or [here.lon or 113.75]
    lats = [lat for _lon, lat in spots] or [here.lat or 23.05]
    return [min(lons), min(lats), max(lons), max(lats)]


def _spots(parts: list[object]) -> list[tuple[float, float]]:
    """Every position of a polygon or several, however deep."""
    if parts and isinstance(parts[0], int | float):
        return [(float(parts[0]), float(parts[1]))]  # type: ignore[arg-type]
    return [spot for part in parts if isinstance(part, list) for spot in _spots(part)]


def _points(code: str) -> dict[str, object]:
    found = ServicePoint.objects.filter(division__code__startswith=code, active=True).order_by("code")[:SHOWN]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
            "properties": {"kind": "service", "title": one.name},
        }
        for one in found
    ]
    return {"type": "FeatureCollection", "features": features}


@opens_for("admin.registry")
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, name: str) -> HttpResponse:
    """A file is checked first, with every fault by its line; what is clean can then be imported as it was checked."""
    chosen = IMPORTS.get(name)
    if chosen is None:
        raise Http404
    actor = actor_of(request)
    if "import" in request.POST:
        return _import(request, name, chosen)
    form = chosen.form(request.POST or None, request.FILES or None)
    told: dict[str, object] = {"form": form, "chosen": chosen, "name": name}
    if request.method == "POST" and form.is_valid():
        report = chosen.run(form.cleaned_data, actor, timezone.now(), True)
        told |= _told(report)
        told["kept"] = uploads.keep(actor.account_id, form.cleaned_data) if report.is_clean else ""
        return frame.page(request, "import.html", told, here="places", status=200 if report.is_clean else 422)
    return frame.page(request, "import.html", told, here="places", status=422 if form.errors else 200)


def _told(report: Report) -> dict[str, object]:
    return {"report": report, "faults": report.faults[:SHOWN], "more": max(0, len(report.faults) - SHOWN)}


def _import(request: HttpRequest, name: str, chosen: Import) -> HttpResponse:
    actor = actor_of(request)
    kept = uploads.kept(actor.account_id, request.POST["import"])
    if kept is None:
        messages.error(
            request, _("The checked file is no longer kept. Nothing was written; please send it again.")
        )
        return redirect("desk:admin:import", name=name)
    report = chosen.run(kept, actor, timezone.now(), False)
    if not report.is_clean:
        told = {"form": chosen.form(), "chosen": chosen, "name": name, **_told(report)}
        return frame.page(request, "import.html", told, here="places", status=409)
    facts = {"added": report.added, "changed": report.changed, "closed": report.closed}
    messages.success(request, _("Imported: %(added)d new, %(changed)d changed, %(closed)d closed.") % facts)
    return redirect("desk:admin:places")
