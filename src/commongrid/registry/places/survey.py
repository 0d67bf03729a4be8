"""Do grids fit together? Overlaps, gaps and grids out of their community, by feature number. Pure.

Polygons of one kind must neither overlap nor leave gaps. Tolerances, all in metres on a local plane
(distances there are true to 0.1 % within a city):

- what is thinner than `plane.SLIVER_M` (0.2) on average is rounding of coordinates and is let pass;
- a hole enclosed by basic grids is a gap, and so is what they leave open of a community's own boundary;
- where the boundary is only drawn from the grids, a crack that opens to the outside is a gap when it is
  narrower than `CRACK_M` and longer than `CRACK_LONG_M`; a wider one is taken for the edge of the city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon, STRtree

from commongrid.registry.places.plane import Areas, is_thick, on_plane, union
from commongrid.registry.places.reading import Shape
from commongrid.registry.places.rings import Area
from commongrid.registry.places.terms import Fault, GridKind, fault

CRACK_M = 10.0
CRACK_LONG_M = 100.0


def misfits(
    coming: Sequence[Shape],
    standing: Sequence[Shape],
    leaving: Sequence[Area],
    outlines: Mapping[str, Area],
) -> list[Fault]:
    """Everything that would not fit if `coming` were drawn beside `standing` after `leaving` are taken away.

    `outlines` are boundaries of their own (not drawn from grids) by community code. Faults that neither a
    coming grid nor the room of a leaving one takes part in are not this file's and are not reported.
    """
    faults: list[Fault] = []
    for kind in GridKind:
        shapes = [shape for shape in [*coming, *standing] if shape.kind == kind]
        faults += _overlaps(shapes)
    basic = [shape for shape in [*coming, *standing] if shape.kind == GridKind.BASIC]
    faults += _holes(basic, leaving)
    faults += _cracks(basic, set(outlines))
    faults += _community_faults(coming, basic, outlines)
    return sorted(faults, key=lambda one: (one.at, one.code))


def _overlaps(shapes: Sequence[Shape]) -> Iterable[Fault]:
    flat = on_plane([shape.area for shape in shapes])
    left, right = _pairs(flat, "intersects")
    new = np.array([shape.feature > 0 for shape in shapes], bool)
    at_stake = (new[left] | new[right]) if len(left) else np.zeros(0, bool)
    left, right = left[at_stake], right[at_stake]
    common = shapely.intersection(flat[left], flat[right])
    for first, second, area in zip(left, right, common, strict=True):
        if is_thick(area):
            one, other = sorted((shapes[first], shapes[second]), key=lambda shape: -shape.feature)
            yield fault(
                one.feature,
                one.code,
                "overlap",
                other=other.code,
                feature=other.feature,
                m2=round(float(area.area)),
            )


def _holes(basic: Sequence[Shape], leaving: Sequence[Area]) -> Iterable[Fault]:
    if not basic:
        return
    flat = on_plane([shape.area for shape in [*basic]] + list(leaving))
    shapes, gone = flat[: len(basic)], flat[len(basic) :]
    whole = union(list(shapes))
    parts = whole.geoms if isinstance(whole, MultiPolygon) else [whole]
    holes = [Polygon(ring) for part in parts for ring in part.interiors]
    tree = STRtree(shapes)
    for hole in holes:
        beside = [basic[place] for place in tree.query(hole, predicate="intersects")]
        ours = [shape for shape in beside if shape.feature]
        if is_thick(hole) and (ours or any(hole.intersects(area) for area in gone)):
            named = min(ours or beside, key=lambda shape: shape.feature)
            yield fault(named.feature, named.code, "gap", m2=round(hole.area), beside=_codes(beside))


def _cracks(basic: Sequence[Shape], outlined: set[str]) -> Iterable[Fault]:
    """Narrow gaps that open to the outside, between grids whose community has no boundary of its own."""
    if len(basic) < 2:
        return
    flat = on_plane([shape.area for shape in basic])
    whole = union(list(flat))
    outside = shapely.boundary(whole)
    rim = np.flatnonzero(shapely.dwithin(flat, outside, CRACK_M))
    shapely.prepare(whole)
    for first, second in zip(*_pairs(flat[rim], "dwithin", CRACK_M), strict=True):
        one, other = sorted((basic[rim[first]], basic[rim[second]]), key=lambda shape: -shape.feature)
        if not one.feature or {one.code[:12], other.code[:12]} <= outlined:
            continue
        reach = shapely.buffer(flat[rim[[first, second]]], CRACK_M / 2, quad_segs=2)
        between = shapely.difference(shapely.intersection(reach[0], reach[1]), whole)
        longest = max((part.length / 2 for part in shapely.get_parts(between)), default=0.0)
        if longest > CRACK_LONG_M:
            yield fault(one.feature, one.code, "narrow_gap", other=other.code, metres=round(longest))


def _community_faults(
    coming: Sequence[Shape], basic: Sequence[Shape], outlines: Mapping[str, Area]
) -> Iterable[Fault]:
    by_community: dict[str, list[Shape]] = {}
    for shape in basic:
        by_community.setdefault(shape.code[:12], []).append(shape)
    for community in sorted({shape.code[:12] for shape in coming}):
        ours = [shape for shape in coming if shape.code[:12] == community]
        covered = by_community.get(community, [])
        own = outlines.get(community)
        land = own if own is not None else union([shape.area for shape in covered]) if covered else Polygon()
        for shape in ours:
            over = 0.0 if own is None and shape.kind == GridKind.BASIC else _thick_rest(shape.area, land)
            if over:
                yield fault(
                    shape.feature, shape.code, "outside_community", community=community, m2=round(over)
                )
        if own is not None and covered:
            left = _thick_rest(own, union([shape.area for shape in covered]))
            if left:
                yield fault(
                    ours[0].feature, ours[0].code, "gap_in_community", community=community, m2=round(left)
                )


def _thick_rest(area: Area, land: Area) -> float:
    """Square metres of `area` that stick out of `land`, slivers left out."""
    if area.is_empty:
        return 0.0
    flat = on_plane([area, land])
    rest = shapely.difference(flat[0], flat[1])
    return float(sum(part.area for part in shapely.get_parts(rest) if is_thick(part)))


def _pairs(
    areas: Areas, predicate: Any, distance: float | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    found = STRtree(areas).query(areas, predicate=predicate, distance=distance)
    once = found[0] < found[1]
    return found[0][once], found[1][once]


def _codes(shapes: Iterable[Shape]) -> str:
    return ", ".join(sorted(shape.code for shape in shapes)[:4])
