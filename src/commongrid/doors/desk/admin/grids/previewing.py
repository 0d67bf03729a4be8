"""What a redrawing would change, before it is done: land, open cases, premises and people of each grid, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import shapely
from django.db.models import Count

from commongrid.cases.models import IS_OPEN, Case
from commongrid.doors.look import naming
from commongrid.registry.places import plane
from commongrid.registry.places.models import Grid
from commongrid.registry.places.reading import as_geojson, from_geojson
from commongrid.registry.places.redrawing import Drawing
from commongrid.registry.places.rings import Area
from commongrid.registry.premises.models import Premises
from commongrid.registry.serving import queries as serving
from commongrid.registry.serving.rules import which_posts_follow

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Side:
    """One grid, as it is or as it would be."""

    code: str
    name: str
    hectares: float
    open_cases: int
    premises: int
    staff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Before and after, the pieces for the map, and how many open cases stay with grids that end."""

    before: tuple[Side, ...]
    after: tuple[Side, ...]
    pieces: dict[str, Any]
    stay: int


def preview(drawing: Drawing, *, give: bool, at: datetime) -> Preview:
    """Six queries, whatever the number of grids (cases by the key of their grid, premises by area)."""
    grids = list(Grid.objects.filter(pk__in=drawing.before).order_by("code"))
    old = [from_geojson(grid.geometry) for grid in grids]
    new = [piece.area for piece in drawing.after]
    cases = _spots(Case.objects.filter(IS_OPEN, grid__in=drawing.before, lon__isnull=False))
    stay = Case.objects.filter(IS_OPEN, grid__in=drawing.before).count()
    codes = [grid.code for grid in grids] or [drawing.community]
    held = Premises.objects.filter(state="open", area__in=codes) if grids else _of_community(drawing)
    places = _spots(held)
    staffed = serving.staffed(drawing.community, at)
    people = {code: tuple(naming.of(post.account.name) for post in posts) for code, posts in staffed.items()}
    coming = _people_after(drawing, grids, people, give=give)
    return Preview(
        _sides([(grid.code, grid.name) for grid in grids], old, cases, places, people),
        _sides([(one.code, one.name) for one in drawing.after], new, cases, places, coming),
        _pieces(drawing),
        stay,
    )


def _of_community(drawing: Drawing) -> Any:
    return Premises.objects.filter(state="open", area__startswith=drawing.community)


def _spots(rows: Any) -> Any:
    found = list(rows.values_list("lon", "lat")[:MOST])
    return shapely.points(np.array(found, float).reshape(-1, 2)) if found else np.empty(0, object)


def _sides(
    names: Sequence[tuple[str, str]],
    areas: Sequence[Area],
    cases: Any,
    places: Any,
    people: dict[str, tuple[str, ...]],
) -> tuple[Side, ...]:
    sizes = plane.square_metres(areas) if len(areas) else np.empty(0)
    counted = zip(_counts(areas, cases), _counts(areas, places), strict=True)
    return tuple(
        Side(code, name, round(float(size) / 1e4, 2), n_cases, n_places, people.get(code, ()))
        for (code, name), size, (n_cases, n_places) in zip(names, sizes, counted, strict=True)
    )


def _counts(areas: Sequence[Area], spots: Any) -> list[int]:
    """How many spots each area holds; one on a border counts for the first alone, as a point has one grid."""
    found, left = [], np.ones(len(spots), bool)
    for area in areas:
        inside = shapely.intersects(area, spots) & left if len(spots) else left
        found.append(int(inside.sum()))
        left &= ~inside
    return found


def _people_after(
    drawing: Drawing, grids: Sequence[Grid], people: dict[str, tuple[str, ...]], *, give: bool
) -> dict[str, tuple[str, ...]]:
    """Who would serve each piece: those who do now, and those who follow their land."""
    became = [
        (grid.code, piece.code)
        for grid in grids
        for piece in drawing.after
        if plane.is_thick(shapely.intersection(*plane.on_plane([from_geojson(grid.geometry), piece.area])))
    ]
    follow = which_posts_follow(
        [grid.code for grid in grids], [piece.code for piece in drawing.after], became, give=give
    )
    found = {piece.code: list(people.get(piece.code, ())) for piece in drawing.after}
    for old, news in follow.items():
        for new in news:
            found.setdefault(new, []).extend(name for name in people.get(old, ()) if name not in found[new])
    return {code: tuple(names) for code, names in found.items()}


def _pieces(drawing: Drawing) -> dict[str, Any]:
    features = [
        {"type": "Feature", "properties": {"name": one.name, "n": at}, "geometry": as_geojson(one.area)}
        for at, one in enumerate(drawing.after, 1)
    ]
    return {"type": "FeatureCollection", "features": features}


def open_cases(community: str) -> dict[str, int]:
    """Open cases of each grid of a community, in one query (index cases_case_now)."""
    found = Case.objects.filter(IS_OPEN, area__startswith=community).values("area").annotate(n=Count("pk"))
    return {row["area"]: row["n"] for row in found.order_by("area")}
