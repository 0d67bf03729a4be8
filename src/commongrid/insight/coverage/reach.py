"""Which sites lie within so many metres of a point, and where further points reach most. Pure; WGS 84 degrees, great-circle metres.

Sites are sorted into square cells, so that a question reads the few cells it can reach. Where one more point helps most
is the maximal covering location problem (Church and ReVelle 1974), which is hard; taking the best site again and again reaches at
least 1 − 1/e of the best (Nemhauser, Wolsey and Fisher 1978). Gains only fall while points are added, so a site is weighed
anew only when its last weight is still the highest (Minoux 1978): the answer is the one of weighing all each time.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from commongrid.registry.places import coordinates

type Numbers = NDArray[np.float64]
type Indexes = NDArray[np.int64]
type Flags = NDArray[np.bool_]

METRES_A_DEGREE = 111_195.0
CELLS_IN_REACH = 10
"""A cell's side is the reach by so many."""
MOST_CELLS = 4_000_000
SPARE = 1.01
"""Degrees of longitude are not equally long over a city: the box that is read is so much wider."""


class Sites:
    """Sites with weights, sorted by cell; indexes are those of the arrays given."""

    def __init__(self, lons: Numbers, lats: Numbers, weights: Indexes, metres: float) -> None:
        self.metres = metres
        self.lons, self.lats, self.weights = lons, lats, weights
        self.west, self.south = float(lons.min()), float(lats.min())
        narrowest = float(np.abs(lats).max())
        self.wide = METRES_A_DEGREE * float(np.cos(np.radians(narrowest)))
        self.side = self._side()
        columns, rows = self._cells(lons, lats)
        self.columns, self.rows = int(columns.max()) + 1, int(rows.max()) + 1
        cell = rows * self.columns + columns
        self.order: Indexes = np.argsort(cell, kind="stable")
        self.starts: Indexes = np.searchsorted(cell[self.order], np.arange(self.columns * self.rows + 1))
        self.cell = cell

    def _side(self) -> float:
        width = float(np.ptp(self.lons)) * self.wide
        height = float(np.ptp(self.lats)) * METRES_A_DEGREE
        return max(self.metres / CELLS_IN_REACH, float(np.sqrt(width * height / MOST_CELLS)), 1.0)

    def _cells(self, lons: Numbers, lats: Numbers) -> tuple[Indexes, Indexes]:
        columns = np.floor((lons - self.west) * self.wide / self.side).astype(np.int64)
        return columns, np.floor((lats - self.south) * METRES_A_DEGREE / self.side).astype(np.int64)

    def within(self, lon: float, lat: float) -> Indexes:
        """The sites at most the reach away from a place."""
        found = self._near(lon, lat)
        if not found.size:
            return found
        far: Numbers = coordinates.metres(lon, lat, self.lons[found], self.lats[found])
        near: Indexes = found[far <= self.metres]
        return near

    def _near(self, lon: float, lat: float) -> Indexes:
        x, y = (lon - self.west) * self.wide / self.side, (lat - self.south) * METRES_A_DEGREE / self.side
        off = self.metres * SPARE / self.side
        # Where degrees are longest the box is widest.
        left, right = int(np.floor(x - off * SPARE)), int(np.floor(x + off * SPARE))
        low, high = max(0, int(np.floor(y - off))), min(self.rows - 1, int(np.floor(y + off)))
        left, right = max(0, left), min(self.columns - 1, right)
        if left > right or low > high:
            return np.empty(0, np.int64)
        ends = [(row * self.columns + left, row * self.columns + right + 1) for row in range(low, high + 1)]
        return np.concatenate([self.order[self.starts[a] : self.starts[b]] for a, b in ends])

    def covered(self, lons: Sequence[float], lats: Sequence[float]) -> Flags:
        """Which sites lie within reach of any of these points."""
        found = np.zeros(len(self.lons), dtype=bool)
        for lon, lat in zip(lons, lats, strict=True):
            found[self.within(lon, lat)] = True
        return found

    def bounds(self, left: Indexes) -> Indexes:
        """For each site no less than the weights `left` within its reach: the sum of all cells its own can reach."""
        sums = np.bincount(self.cell, weights=left, minlength=self.rows * self.columns)
        until = np.zeros((self.rows, self.columns + 1))
        until[:, 1:] = sums.reshape(self.rows, self.columns).cumsum(1)
        cells, which = np.unique(self.cell, return_inverse=True)
        rows, columns = np.divmod(cells, self.columns)
        reach = self.metres * SPARE * SPARE / self.side
        found = np.zeros(len(cells))
        for off in range(-int(reach) - 1, int(reach) + 2):
            wide = 1 + int(np.sqrt(max(reach**2 - max(abs(off) - 1, 0) ** 2, 0)))
            there = (rows + off >= 0) & (rows + off < self.rows)
            row = np.where(there, rows + off, 0)
            west, east = np.maximum(columns - wide, 0), np.minimum(columns + wide + 1, self.columns)
            found += np.where(there, until[row, east] - until[row, west], 0)
        bound: Indexes = np.rint(found).astype(np.int64)[which.reshape(-1)]
        return bound


def best(sites: Sites, is_covered: Flags, most: int) -> Iterator[tuple[int, int]]:
    """Where to stand next, again and again: the site from which most of what is left comes within reach, and how much."""
    left = np.where(is_covered, 0, sites.weights)
    bounds = sites.bounds(left)
    hopeful = np.flatnonzero(bounds > 0)
    waiting = [(-int(bounds[site]), int(site), -1) for site in hopeful]
    heapq.heapify(waiting)
    taken = 0
    while waiting and taken < most:
        bound, site, weighed_at = heapq.heappop(waiting)
        if weighed_at == taken:
            yield site, -bound
            left[sites.within(float(sites.lons[site]), float(sites.lats[site]))] = 0
            taken += 1
            continue
        gain = int(left[sites.within(float(sites.lons[site]), float(sites.lats[site]))].sum())
        if gain:
            heapq.heappush(waiting, (-gain, site, taken))


def clusters(
    lons: Numbers, lats: Numbers, weights: Indexes, metres: float
) -> list[tuple[float, float, int, int]]:
    """Sites gathered in square cells of so many metres: middle (lon, lat), sum, and the index of one of its sites; the most first."""
    if not len(lons):
        return []
    tall = metres / METRES_A_DEGREE
    wide = tall / float(np.cos(np.radians(lats.mean())))
    keys = np.stack([np.floor(lons / wide), np.floor(lats / tall)], axis=1)
    _cells, first, which = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    which = which.reshape(-1)
    n = np.bincount(which, weights=weights)
    x, y = (np.bincount(which, weights=weights * each) / np.maximum(n, 1) for each in (lons, lats))
    order = np.lexsort((first, -n))
    return [(float(x[one]), float(y[one]), int(n[one]), int(first[one])) for one in order if n[one]]
