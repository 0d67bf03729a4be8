"""Redrawing: what a line makes of a grid, and whether pieces fill exactly what was there. Pure.

Areas are in degrees; tolerances are metres on a local plane. A hand never hits a border exactly, so:

a line that ends up to `REACH_M` short of the border is taken to the border.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import shapely
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.ops import linemerge, split

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.places.plane import is_thick, on_plane
from commongrid.registry.places.reading import Shape
from commongrid.registry.places.rings import Area

REACH_M = 40.0
BEYOND = 1e-6
"""Degrees a line is drawn past a border, so that it surely crosses it (0.1 m)."""
ROUNDING = 3e-9
"""Degrees two corners differ by that were one before they were kept with nine decimals."""


type Line = Sequence[Sequence[float]]


class RedrawKind(StrEnum):
    """What a redrawing does; `proposal` takes over a plan of a whole community."""

    SPLIT = "split"
    MERGE = "merge"
    EDGE = "edge"
    DEDICATED = "dedicated"
    ENDED = "ended"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A redrawing before it is done: rows that end (by id) and the grids that take their land."""

    kind: RedrawKind
    community: str
    before: tuple[int, ...]
    after: tuple[Shape, ...]


def cut(area: Area, line: Line) -> Verdict[tuple[Polygon, ...]]:
    """The two pieces a line makes of a grid, the larger first; none, and why, when it does not make exactly two."""
    drawn = LineString([tuple(spot[:2]) for spot in line]) if len(line) > 1 else LineString()
    if drawn.is_empty or drawn.length == 0:
        return Verdict((), (Why("places.no_line"),))
    if not drawn.is_simple:
        return Verdict((), (Why("places.line_crosses_itself"),))
    parts = [part for part in split(area, _reaching(area, drawn)).geoms if isinstance(part, Polygon)]
    thick = [part for part, flat in zip(parts, on_plane(parts), strict=True) if is_thick(flat)]
    if len(thick) < 2:
        return Verdict((), (Why("places.line_does_not_cross"),))
    if len(thick) > 2:
        return Verdict((), (Why("places.line_cuts_too_often", {"pieces": len(thick)}),))
    return Verdict(tuple(sorted(thick, key=lambda part: -part.area)))


def joined(areas: Sequence[Area]) -> Verdict[Polygon | None]:
    """Neighbours as one area; None, and why, when they do not share a border."""
    whole: shapely.Geometry = areas[0]
    for area in areas[1:]:
        whole = shapely.union(shapely.snap(area, whole, ROUNDING), whole)
    found = without_cracks(whole)
    if not isinstance(found, Polygon):
        return Verdict(None, (Why("places.not_neighbours"),))
    return Verdict(found)


def moved_edge(one: Area, other: Area, line: Line) -> Verdict[tuple[Polygon, ...]]:
    """Both grids with `line` as the border between them, in their order; none, and why, when that cannot be."""
    land = joined([one, other])
    if land.answer is None:
        return Verdict((), land.why)
    parts = cut(land.answer, line)
    if not parts.answer:
        return parts
    first, second = parts.answer
    as_drawn = first.intersection(one).area + second.intersection(other).area
    turned = second.intersection(one).area + first.intersection(other).area
    return Verdict((first, second) if as_drawn >= turned else (second, first))


def edge_between(one: Area, other: Area) -> list[list[float]]:
    """The border two grids share, as a line to be moved; empty when they share none (the longest, where there are several)."""
    common = shapely.intersection(
        shapely.boundary(shapely.snap(one, other, ROUNDING)), shapely.boundary(other)
    )
    lines = [part for part in shapely.get_parts(common) if isinstance(part, LineString) and part.length]
    merged = linemerge(lines) if lines else LineString()
    longest = max(shapely.get_parts(merged), key=lambda part: part.length, default=LineString())
    return [[float(x), float(y)] for x, y in longest.coords]


def is_same_land(before: Sequence[Area], after: Sequence[Area]) -> bool:
    """Is what is covered after the same as before, but for rounding?"""
    flat = on_plane([*before, *after])
    rest = shapely.symmetric_difference(
        shapely.union_all(flat[: len(before)]), shapely.union_all(flat[len(before) :])
    )
    return not is_thick(rest)


def _reaching(area: Area, line: LineString) -> LineString:
    """The line, both ends drawn past the border they were meant to reach."""
    spots = list(line.coords)
    rim = shapely.boundary(area)
    for end, place in ((spots[0], 0), (spots[-1], len(spots))):
        flat_rim, flat_end = on_plane([rim, Point(end)])  # type: ignore[list-item]
        if flat_end.distance(flat_rim) > REACH_M or not (
            area.contains(Point(end)) or rim.distance(Point(end)) < 1e-9
        ):
            continue
        near = rim.interpolate(rim.project(Point(end)))
        inner = spots[1] if place == 0 else spots[-2]
        east, north = near.x - end[0], near.y - end[1]
        if abs(east) + abs(north) < 1e-9:
            east, north = end[0] - inner[0], end[1] - inner[1]
        size = (east**2 + north**2) ** 0.5 or 1.0
        spots.insert(
            place if place == 0 else len(spots),
            (near.x + east / size * BEYOND, near.y + north / size * BEYOND),
        )
    return LineString(spots)


def without_cracks(area: shapely.Geometry) -> Area:
    """An area without the holes and crumbs that rounding leaves."""
    polygons = [part for part in shapely.get_parts(area) if isinstance(part, Polygon)]
    kept = []
    for part, flat in zip(polygons, on_plane(polygons), strict=True):
        if is_thick(flat):
            holes = [
                ring
                for ring, hole in zip(part.interiors, flat.interiors, strict=True)
                if is_thick(Polygon(hole))
            ]
            kept.append(Polygon(part.exterior, holes))
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)
