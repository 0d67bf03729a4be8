"""One grid: facts, who serves it now, other nets over it, and its history with old outlines."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.desk.admin import frame
from commongrid.doors.desk.admin.grids import previewing
from commongrid.doors.look.gate import opens_for
from commongrid.registry.places import plane
from commongrid.registry.places import queries as places
from commongrid.registry.places.reading import from_geojson
from commongrid.registry.premises import queries as premises
from commongrid.registry.serving import queries as serving


@opens_for("admin.registry")
@require_GET
def grid(request: HttpRequest, code: str) -> HttpResponse:
    """A grid in force, or one that ended with those who have its land now."""
    rows = places.versions(code[:15]) if "\x00" not in code else []
    if not rows:
        raise Http404
    now, here = timezone.now(), rows[0]
    edges = places.history(here.code)
    sizes = plane.square_metres([from_geojson(row.geometry) for row in rows])
    told = {
        "grid": here,
        "is_over": here.valid_to is not None,
        "heirs": [
            one
            for heir in places.heirs(here.code)
            if (one := places.grid_by_code(heir)) and heir != here.code
        ],
        "path": places.path_of(here.division_id),
        "hectares": float(sizes[0]) / 1e4,
        "answer": serving.who_serves(here.code, now),
        "open_cases": previewing.open_cases(here.code).get(here.code, 0),
        "premises": sum(one.n for one in premises.sums(here.code, 15)),
        "versions": [
            (
                row,
                float(size) / 1e4,
                [one for one in edges if one.after_id == row.pk],
                [one for one in edges if one.before_id == row.pk],
            )
            for row, size in zip(rows, sizes, strict=True)
        ],
    }
    return frame.page(request, "grids/one.html", told, here="grids")
