"""Areas to stand in, searched by a tree: one point in microseconds, a million in a second. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from commongrid.registry.places.rings import Area

NOWHERE = -1


class Layer:
    """Areas that one can stand in, sorted by code: the first that holds a point wins."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.areas = np.empty(len(areas), object)
        self.areas[:] = areas
        shapely.prepare(self.areas)
        self.tree = STRtree(self.areas)

    def first(self, point: shapely.Point) -> int:
        """Place of the first area that holds the point, or NOWHERE."""
        found = self.tree.query(point, predicate="intersects")
        return int(found.min()) if len(found) else NOWHERE

    def first_of_many(self, xs: NDArray[np.float64], ys: NDArray[np.float64]) -> NDArray[np.int64]:
        """The same for arrays of points: one query by boxes, then the areas themselves.

        Neighbours are asked one after the other, so areas and tree nodes stay in the processor's cache:
        about twice as fast as one bulk query with a predicate.
        """
        places = np.full(len(xs), NOWHERE, np.int64)
        if not len(self.areas) or not len(xs):
            return places
        order = self._by_neighbourhood(xs, ys)
        xs, ys = xs[order], ys[order]
        which, found = self.tree.query(shapely.points(xs, ys))
        holds = shapely.intersects_xy(self.areas[found], xs[which], ys[which])
        which, found = which[holds], found[holds]
        on_border = np.unique(which[1:][which[1:] == which[:-1]])
        places[order[which]] = found
        if len(on_border):
            lowest = np.full(len(xs), len(self.areas), np.int64)
            np.minimum.at(lowest, which, found)
            places[order[on_border]] = lowest[on_border]
        return places

    def _by_neighbourhood(self, xs: NDArray[np.float64], ys: NDArray[np.float64]) -> NDArray[np.int64]:
        west, south, east, north = shapely.total_bounds(self.areas)
        columns = np.clip(np.nan_to_num(xs - west) / max(east - west, 1e-12) * 250, 0, 255)
        rows = np.clip(np.nan_to_num(ys - south) / max(north - south, 1e-12) * 250, 0, 255)
        return np.argsort(rows.astype(np.uint16) * np.uint16(256) + columns.astype(np.uint16), kind="stable")
