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
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray

from commongrid.registry.places.coordinates import METRES_PER_DEGREE

type Numbers = NDArray[np.float64]
type Labels = NDArray[np.int64]
KM_PER_DEGREE = METRES_PER_DEGREE / 1000
JITTER = 0.28
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
    plane = _Plane(towns)
    centres = plane.to_km(np.array([(town.lon, town.lat) for town in towns], float))
    bent = _bent(centres)
    sizes = np.array([town.area_km2 for town in towns], float)
    cells = _Cells(_outline(bent, sizes), total * cells_per_grid)
    town_of = cells.mended(_town_diagram(_bent(cells.points), bent, sizes), None)
    village_of, weights = _villages(cells, towns, town_of, centres)
    counts = _shares(np.bincount(village_of, weights, len(villages)), np.bincount(village_of), total)
    grid_of = _grids(cells, village_of, counts, weights)
    owners = [village for village, count in zip(villages, counts, strict=True) for _ in range(count)]
    return Drawn(owners, cells.areas(grid_of, total, plane))


class _Plane:
    """Kilometres around the middle of the city, and back to degrees of six decimals."""

    def __init__(self, towns: Sequence[TownFigures]) -> None:
        self.middle = np.array([(town.lon, town.lat) for town in towns], float).mean(axis=0)
        squeeze = np.cos(np.radians(self.middle[1]))
        self.scale = np.array([KM_PER_DEGREE * squeeze, KM_PER_DEGREE])

    def to_km(self, degrees: Numbers) -> Numbers:
        return np.asarray((degrees - self.middle) * self.scale, float)

    def to_degrees(self, km: Numbers) -> Numbers:
        return np.asarray(np.round(km / self.scale + self.middle, 6), float)


class _Cells:
    """The smallest pieces of land: their seeds, who is beside whom, and their corners."""

    def __init__(self, outline: shapely.Polygon, count: int) -> None:
        from scipy.spatial import Voronoi  # type: ignore[import-untyped]  # heavy, and only drawing needs it

        seeds = _lattice(outline, float(np.sqrt(outline.area / count)))
        inside = shapely.contains_xy(outline, *_bent(seeds).T)
        diagram = Voronoi(seeds)
        place = np.full(len(seeds), -1, np.int64)
        place[inside] = np.arange(inside.sum())
        self.points = seeds[inside]
        self.corners = diagram.vertices
        self._rings = [diagram.regions[diagram.point_region[seed]] for seed in np.flatnonzero(inside)]
        pairs = place[diagram.ridge_points]
        self.beside = pairs[(pairs >= 0).all(axis=1)]

    def mended(self, labels: Labels, parents: Labels | None) -> Labels:
        """Each label in one piece: strays go over to the neighbour (of the same parent) they touch most."""
        labels = labels.copy()
        for _ in range(40):
            strays = self._strays(labels)
            if not strays.any():
                break
            self._hand_over(labels, strays, parents)
        return labels

    def areas(self, labels: Labels, count: int, plane: _Plane) -> list[shapely.Polygon]:
        """One polygon for each label, corners rounded before they are joined."""
        corners = plane.to_degrees(self.corners)
        ring_of = np.repeat(np.arange(len(self._rings)), [len(ring) for ring in self._rings])
        cells = shapely.polygons(shapely.linearrings(corners[np.concatenate(self._rings)], indices=ring_of))
        order = np.argsort(labels, kind="stable")
        groups = np.split(cells[order], np.cumsum(np.bincount(labels, minlength=count))[:-1])
        return [cast("shapely.Polygon", shapely.coverage_union_all(group)) for group in groups]

    def _strays(self, labels: Labels) -> NDArray[np.bool_]:
        """Cells outside the largest piece of their label."""
        from scipy.sparse import coo_matrix  # type: ignore[import-untyped]
        from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

        left, right = self.beside[(labels[self.beside[:, 0]] == labels[self.beside[:, 1]])].T
        links = coo_matrix((np.ones(len(left)), (left, right)), (len(labels), len(labels)))
        _, piece = connected_components(links, directed=False)
        sizes = np.bincount(piece)
        largest = np.zeros(labels.max() + 1, np.int64)
        np.maximum.at(largest, labels, sizes[piece])
        main = np.full(labels.max() + 1, -1, np.int64)
        is_largest = sizes[piece] == largest[labels]
        main[labels[is_largest][::-1]] = piece[is_largest][::-1]
        return np.asarray(piece != main[labels], bool)

    def _hand_over(self, labels: Labels, strays: NDArray[np.bool_], parents: Labels | None) -> None:
        both = np.vstack([self.beside, self.beside[:, ::-1]])
        left, right = both[strays[both[:, 0]] & ~strays[both[:, 1]]].T
        if parents is not None:
            same = parents[left] == parents[right]
            left, right = left[same], right[same]
        ways, votes = np.unique(np.column_stack([left, labels[right]]), axis=0, return_counts=True)
        by_votes = np.argsort(votes, kind="stable")
        labels[ways[by_votes, 0]] = ways[by_votes, 1]


def _lattice(outline: shapely.Polygon, step: float) -> Numbers:
    """Rows of points over the outline and a margin, every second row moved by half, each point moved a little."""
    west, south, east, north = outline.bounds
    height = step * np.sqrt(3) / 2 * 2 / np.sqrt(3)
    columns = np.arange(-4, int((east - west) / step) + 5)
    rows = np.arange(-4, int((north - south) / height) + 5)
    across, along = np.meshgrid(columns, rows)
    number = np.arange(across.size, dtype=np.uint64).reshape(across.shape)
    x = west + (across + 0.5 * (along % 2) + JITTER * scatter(number * np.uint64(2))) * step
    y = south + along * height + JITTER * scatter(number * np.uint64(2) + np.uint64(1)) * step
    return np.column_stack([x.ravel(), y.ravel()])


def scatter(number: NDArray[np.uint64]) -> Numbers:
    """-1 to 1, evenly and without pattern, always the same for a number (SplitMix64, public domain)."""
    with np.errstate(over="ignore"):
        mixed = (number + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)).astype(float) / 2**52 - 1)


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
    far = np.sqrt(_squares(sample, centres))
    reach = np.sqrt(sizes / np.pi)
    for turn in range(ROUNDS):
        held = np.bincount(np.argmin(far - reach, axis=1), minlength=len(sizes)) / len(sample)
        short = sizes - held * sizes.sum()
        reach = reach + short / (2 * np.sqrt(np.pi * sizes)) * (1 - turn / ROUNDS)
    return np.asarray(np.argmin(np.sqrt(_squares(points, centres)) - reach, axis=1), np.int64)


def _middles(points: Numbers, labels: Labels, count: int) -> Numbers:
    held = np.maximum(np.bincount(labels, minlength=count), 1)
    return np.column_stack([np.bincount(labels, points[:, axis], count) / held for axis in (0, 1)])


def _bent(points: Numbers) -> Numbers:
    """The plane bent a little in long and short waves (km), so that straight borders become natural ones."""
    x, y = points.T
    east = 0.42 * np.sin(y / 1.13 + 0.4 * np.sin(x / 2.9)) + 0.11 * np.sin(y / 0.37 + x / 0.9)
    north = 0.42 * np.sin(x / 1.21 + 0.4 * np.sin(y / 2.7)) + 0.11 * np.sin(x / 0.35 - y / 0.8)
    return np.column_stack([x + east, y + north])


def _squares(points: Numbers, middles: Numbers) -> Numbers:
    """Squared distances, a row for each point."""
    apart = points @ middles.T
    squares = (points**2).sum(axis=1)[:, None] - 2 * apart + (middles**2).sum(axis=1)
    return np.asarray(np.maximum(squares, 0.0))


def _villages(
    cells: _Cells, towns: Sequence[TownFigures], town_of: Labels, centres: Numbers
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
        found = _k_means(points, weights[ours], len(town.villages))
        labels[ours] = first + _nearest_first(points, found, centres[number])[found]
        first += len(town.villages)
    return cells.mended(labels, town_of), weights


def _grids(cells: _Cells, village_of: Labels, counts: NDArray[np.int64], weights: Numbers) -> Labels:
    labels = np.zeros(len(village_of), np.int64)
    first = 0
    for village, count in enumerate(counts):
        ours = np.flatnonzero(village_of == village)
        points = cells.points[ours]
        found = _k_means(points, weights[ours], int(count))
        north_west = np.array([points[:, 0].min(), points[:, 1].max()])
        labels[ours] = first + _nearest_first(points, found, north_west)[found]
        first += int(count)
    return cells.mended(labels, village_of)


def _k_means(points: Numbers, weights: Numbers, count: int) -> Labels:
    """Lloyd's rounds from seeds that lie far from one another; every label is used."""
    seeds = [int(np.argmin(((points - points.mean(axis=0)) ** 2).sum(axis=1)))]
    near = ((points - points[seeds[0]]) ** 2).sum(axis=1)
    while len(seeds) < count:
        seeds.append(int(np.argmax(near * weights)))
        near = np.minimum(near, ((points - points[seeds[-1]]) ** 2).sum(axis=1))
    middles = points[seeds]
    labels = np.zeros(len(points), np.int64)
    for _ in range(14):
        labels = np.argmin(_squares(points, middles), axis=1)
        masses = np.bincount(labels, weights, count)
        for axis in (0, 1):
            middles[:, axis] = np.bincount(labels, weights * points[:, axis], count) / masses
    return np.asarray(labels, np.int64)


def _nearest_first(points: Numbers, labels: Labels, start: Numbers) -> Labels:
    """The rank of each label by how far the middle of its points lies from `start`."""
    sizes = np.bincount(labels)
    middles = _middles(points, labels, len(sizes))
    order = np.argsort(((middles - start) ** 2).sum(axis=1), kind="stable")
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _shares(people: Numbers, cells: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    """`total` dealt out in proportion (largest remainder), at least one each, at most one for four cells."""
    most = np.maximum(cells // 4, 1)
    exact = np.clip(people / people.sum() * total, 1, most)
    for _ in range(50):
        free = (exact > 1) & (exact < most)
        if free.any():
            exact[free] *= max(total - exact[~free].sum(), 1e-9) / exact[free].sum()
        exact = np.clip(exact, 1, most)
    counts = np.floor(exact).astype(np.int64)
    while (left := total - int(counts.sum())) != 0:
        may = counts < most if left > 0 else counts > 1
        counts[np.argmax(np.where(may, np.sign(left) * (exact - counts), -np.inf))] += np.sign(left)
    return counts
