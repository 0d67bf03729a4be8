"""The land of a community, dealt out to its buildings: each has the land nearest to it, and neighbours by shared border.

Borders between buildings run half-way between them. Where a street is given, the part of a border that lies along it
counts as `ON_STREET` of its length: people are parted by a street more easily than by a back yard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, STRtree

from commongrid.registry.places.coordinates import METRES_PER_DEGREE
from commongrid.registry.places.rings import Area

ON_STREET = 0.25
STREET_M = 12.0
"""A border so near to a street lies along it."""
LEAST_M = 0.5
"""Buildings whose land touches on less are no neighbours."""

type Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Atom:
    """One building or block: WGS 84 degrees, and its weight (households, or people)."""

    code: str
    lon: float
    lat: float
    weight: float


@dataclass(frozen=True, slots=True)
class Land:
    """`cells` in degrees, one for each atom; `near[i]` maps neighbours to metres of border; `rim` metres on the outline."""

    atoms: tuple[Atom, ...]
    cells: tuple[Area, ...]
    sizes: Numbers
    weights: Numbers
    spots: Numbers
    near: tuple[dict[int, float], ...]
    glue: tuple[dict[int, float], ...]
    rim: Numbers


def settle(atoms: Sequence[Atom], outline: Area, streets: Sequence[LineString] = ()) -> Land:
    """Deal the outline out to the atoms inside it; those at one spot count as one.

    Raises ValueError without an atom inside.
    """
    kept = _apart([one for one in atoms if outline.intersects(shapely.Point(one.lon, one.lat))])
    if not kept:
        raise ValueError("no building lies inside the outline")
    west, south, east, north = outline.bounds
    middle = np.array([(west + east) / 2, (south + north) / 2])
    scale = METRES_PER_DEGREE * np.array([np.cos(np.radians(middle[1])), 1.0])
    spots = (np.array([(one.lon, one.lat) for one in kept]) - middle) * scale
    land = shapely.transform(outline, lambda points: (points - middle) * scale)
    cells = _cells(land, spots)
    lines = [shapely.transform(street, lambda points: (points - middle) * scale) for street in streets]
    near = _borders(cells)
    rim = np.array([shapely.intersection(cell.boundary, land.boundary.buffer(0.01)).length for cell in cells])
    return Land(
        tuple(kept),
        tuple(shapely.transform(cell, lambda points: points / scale + middle) for cell in cells),
        np.asarray(shapely.area(cells), float),
        np.array([one.weight for one in kept], float),
        spots,
        near,
        _glued(cells, near, lines),
        rim,
    )


def _apart(atoms: Sequence[Atom]) -> list[Atom]:
    """Atoms at one spot count as one."""
    found: dict[tuple[float, float], Atom] = {}
    for one in sorted(atoms, key=lambda atom: atom.code):
        spot = round(one.lon, 6), round(one.lat, 6)
        held = found.get(spot)
        weight = one.weight + (held.weight if held else 0.0)
        found[spot] = Atom(held.code if held else one.code, spot[0], spot[1], weight)
    return list(found.values())


def _cells(land: Area, spots: Numbers) -> Any:
    """The part of the land nearest to each spot. A part that lies apart from its spot goes to the neighbour it touches."""
    if len(spots) == 1:
        return np.array([land], object)
    diagram = shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=land, ordered=True)
    cells: Any = shapely.intersection(shapely.get_parts(diagram), land)
    points: Any = shapely.points(spots)
    loose: list[Any] = []
    for at, cell in enumerate(cells):
        parts = [part for part in shapely.get_parts(cell) if part.area > 0 and part.geom_type == "Polygon"]
        home = min(parts, key=lambda part: part.distance(points[at]))
        loose += [part for part in parts if part is not home]
        cells[at] = home
    for part in loose:
        touching = max(
            range(len(cells)), key=lambda at: cells[at].boundary.intersection(part.boundary).length
        )
        cells[touching] = shapely.union(cells[touching], part)
    return np.asarray(cells, object)


def _borders(cells: NDArray[np.object_]) -> tuple[dict[int, float], ...]:
    near: list[dict[int, float]] = [{} for _ in cells]
    one, other = STRtree(cells).query(cells, predicate="intersects")
    once = one < other
    common = shapely.length(shapely.intersection(cells[one[once]], cells[other[once]]))
    for first, second, metres in zip(one[once], other[once], common, strict=True):
        if metres >= LEAST_M:
            near[first][int(second)] = near[second][int(first)] = float(metres)
    return tuple(near)


def _glued(
    cells: NDArray[np.object_], near: Sequence[dict[int, float]], streets: Sequence[LineString]
) -> tuple[dict[int, float], ...]:
    """The borders again, those along a street for less."""
    if not streets:
        return tuple(near)
    along = shapely.union_all(shapely.buffer(list(streets), STREET_M))
    shapely.prepare(along)
    glue: list[dict[int, float]] = [{} for _ in cells]
    for first, others in enumerate(near):
        for second, metres in others.items():
            if first < second:
                border = shapely.intersection(cells[first], cells[second])
                on_street = shapely.intersection(border, along).length
                glue[first][second] = glue[second][first] = metres - (1 - ON_STREET) * on_street
    return tuple(glue)
