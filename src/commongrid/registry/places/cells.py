"""The smallest pieces of a schematic map: cells of a jittered lattice, who is beside whom, and what they join to. Pure."""

from __future__ import annotations

from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray

from commongrid.registry.places.coordinates import METRES_PER_DEGREE

type Numbers = NDArray[np.float64]
type Labels = NDArray[np.int64]
KM_PER_DEGREE = METRES_PER_DEGREE / 1000
JITTER = 0.28


class Plane:
    """Kilometres around the middle of the city, and back to degrees of six decimals."""

    def __init__(self, degrees: Numbers) -> None:
        self.middle = degrees.mean(axis=0)
        squeeze = np.cos(np.radians(self.middle[1]))
        self.scale = np.array([KM_PER_DEGREE * squeeze, KM_PER_DEGREE])

    def to_km(self, degrees: Numbers) -> Numbers:
        return np.asarray((degrees - self.middle) * self.scale, float)

    def to_degrees(self, km: Numbers) -> Numbers:
        return np.asarray(np.round(km / self.scale + self.middle, 6), float)


class Cells:
    """About `count` cells whose bent seeds lie inside the outline (km)."""

    def __init__(self, outline: shapely.Polygon, count: int) -> None:
        from scipy.spatial import Voronoi  # type: ignore[import-untyped]  # heavy, and only drawing needs it

        seeds = _lattice(outline, float(np.sqrt(outline.area / count)))
        inside = shapely.contains_xy(outline, *bent(seeds).T)
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

    def areas(self, labels: Labels, count: int, plane: Plane) -> list[shapely.Polygon]:
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


def bent(points: Numbers) -> Numbers:
    """The plane bent a little in long and short waves (km), so that straight borders become natural ones."""
    x, y = points.T
    east = 0.42 * np.sin(y / 1.13 + 0.4 * np.sin(x / 2.9)) + 0.11 * np.sin(y / 0.37 + x / 0.9)
    north = 0.42 * np.sin(x / 1.21 + 0.4 * np.sin(y / 2.7)) + 0.11 * np.sin(x / 0.35 - y / 0.8)
    return np.column_stack([x + east, y + north])
