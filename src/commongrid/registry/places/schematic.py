"""A schematic map from a few figures: towns by centre and area, villages and grids inside them. Pure.

For a city whose real boundaries are not public. The land is strewn with small cells (a jittered lattice and
its Voronoi diagram); every cell goes to one grid, every grid to one village, every village to one town. So
all levels share their borders to the last digit: no gap, no overlap, and children fill their parent. Towns
take their cells by a weighted Voronoi diagram, the weights turned until the areas fit; villages and grids by
weighted k-means, finer towards the town's centre. No random numbers: the same figures give the same map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from commongrid.registry.places import dealing
from commongrid.registry.places.cells import Cells, Labels, Numbers, Plane, bent

ROUNDS = 100


@dataclass(frozen=True, slots=True)
class TownFigures:
    """Centre (WGS 84 degrees), area, and the codes of its villages, those nearest the centre first."""

    code: str
    lon: float
    lat: float
    area_km2: float
    villages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Grids in the order of their codes: the village of each and its polygon in degrees."""

    villages: list[str]
    areas: list[shapely.Polygon]


def draw(towns: Sequence[TownFigures], total: int, cells_per_grid: int = 14) -> Drawn:
    """Exactly `total` grids over all villages of the towns, each village with at least one.

    Raises ValueError when there are more villages than grids, or fewer than 8 cells for each grid.
    """
    villages = [village for town in towns for village in town.villages]
    if len(villages) > total:
        raise ValueError(f"{len(villages)} villages cannot share {total} grids")
    if cells_per_grid < 8:
        raise ValueError(f"{cells_per_grid} cells are too few for a grid: at least 8")
    degrees = np.array([(town.lon, town.lat) for town in towns], float)
    plane = Plane(degrees)
    centres = plane.to_km(degrees)
    middles = bent(centres)
    sizes = np.array([town.area_km2 for town in towns], float)
    cells = Cells(_outline(middles, sizes), total * cells_per_grid)
    town_of = cells.mended(_town_diagram(bent(cells.points), middles, sizes), None)
    village_of, weights = _villages(cells, towns, town_of, centres)
    counts = dealing.shares(np.bincount(village_of, weights, len(villages)), np.bincount(village_of), total)
    grid_of = _grids(cells, village_of, counts, weights)
    owners = [village for village, count in zip(villages, counts, strict=True) for _ in range(count)]
    return Drawn(owners, cells.areas(grid_of, total, plane))


def _outline(centres: Numbers, sizes: Numbers) -> shapely.Polygon:
    """The land: discs around the centres, grown together until their area is that of all towns."""
    low, high = 0.0, float(np.sqrt(sizes.sum()))
    for _ in range(30):
        more = (low + high) / 2
        land = _discs(centres, np.sqrt(sizes / np.pi) + more)
        low, high = (more, high) if land.area < sizes.sum() else (low, more)
    return _discs(centres, np.sqrt(sizes / np.pi) + high)


def _discs(centres: Numbers, radii: Numbers) -> shapely.Polygon:
    discs = shapely.union_all(shapely.buffer(shapely.points(centres), radii))
    smooth = discs.buffer(2.5).buffer(-4).buffer(1.5)
    whole = max(shapely.get_parts(smooth), key=shapely.area)
    return shapely.Polygon(shapely.get_exterior_ring(whole))


def _town_diagram(points: Numbers, centres: Numbers, sizes: Numbers) -> Labels:
    """Which town each point belongs to, reaches turned until every town has its share of the points.

    A point goes to the town with the least distance minus reach (an additively weighted Voronoi diagram): a
    small town keeps its centre beside a large one as long as their reaches differ by less than their distance.
    """
    sample = points[:: max(len(points) // 12000, 1)]
    far = np.sqrt(dealing.squares(sample, centres))
    reach = np.sqrt(sizes / np.pi)
    for turn in range(ROUNDS):
        held = np.bincount(np.argmin(far - reach, axis=1), minlength=len(sizes)) / len(sample)
        short = sizes - held * sizes.sum()
        reach = reach + short / (2 * np.sqrt(np.pi * sizes)) * (1 - turn / ROUNDS)
    return np.asarray(np.argmin(np.sqrt(dealing.squares(points, centres)) - reach, axis=1), np.int64)


def _villages(
    cells: Cells, towns: Sequence[TownFigures], town_of: Labels, centres: Numbers
) -> tuple[Labels, Numbers]:
    """Which village each cell belongs to, and how many people live there (relative)."""
    labels = np.zeros(len(cells.points), np.int64)
    weights = np.zeros(len(cells.points))
    first = 0
    for number, town in enumerate(towns):
        ours = np.flatnonzero(town_of == number)
        points = cells.points[ours]
        off = np.hypot(*(points - centres[number]).T) / np.sqrt(town.area_km2 / np.pi)
        weights[ours] = 1 / (0.5 + off)
        # People gather where there are villages: a town with many on little land is denser.
        weights[ours] *= (0.3 * len(ours) + 25 * len(town.villages)) / weights[ours].sum()
        found = dealing.k_means(points, weights[ours], len(town.villages))
        labels[ours] = first + dealing.nearest_first(points, found, centres[number])[found]
        first += len(town.villages)
    return cells.mended(labels, town_of), weights


def _grids(cells: Cells, village_of: Labels, counts: NDArray[np.int64], weights: Numbers) -> Labels:
    labels = np.zeros(len(village_of), np.int64)
    first = 0
    for village, count in enumerate(counts):
        ours = np.flatnonzero(village_of == village)
        points = cells.points[ours]
        found = dealing.k_means(points, weights[ours], int(count))
        north_west = np.array([points[:, 0].min(), points[:, 1].max()])
        labels[ours] = first + dealing.nearest_first(points, found, north_west)[found]
        first += int(count)
    return cells.mended(labels, village_of)
