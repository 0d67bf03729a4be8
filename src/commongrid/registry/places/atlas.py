"""The current map in memory: which grid and which divisions a point is in. Pure; built once per map version.

A point on a border belongs to the grid with the smaller code, so the answer never depends on order.
Immutable after it is built: any number of threads may ask at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from commongrid.base.verdicts import Why
from commongrid.registry.places import coordinates
from commongrid.registry.places.layer import NOWHERE, Layer
from commongrid.registry.places.rings import Area
from commongrid.registry.places.terms import GridKind, Located


@dataclass(frozen=True, slots=True)
class Place:
    """A division as the map needs it."""

    code: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Plot:
    """A current grid with its row's id."""

    id: int
    code: str
    name: str
    kind: str
    area: Area


@dataclass(frozen=True, slots=True)
class LocatedMany:
    """Answers for many points, one element each: "" and 0 stand for none.

    `area_codes` hold 15 (or 14) digits, or the code of a division without grids.
    """

    area_codes: NDArray[np.str_]
    grid_ids: NDArray[np.int64]
    dedicated_grid_ids: NDArray[np.int64]


class Atlas:
    """All current grids, and the divisions that have a boundary."""

    def __init__(
        self, version: str, divisions: Sequence[Place], plots: Sequence[Plot], outlines: Mapping[str, Area]
    ) -> None:
        self.version = version
        self.divisions = {place.code: place for place in divisions}
        ordered = sorted(plots, key=lambda plot: plot.code)
        self.basic = [plot for plot in ordered if plot.kind == GridKind.BASIC]
        self.dedicated = [plot for plot in ordered if plot.kind == GridKind.DEDICATED]
        self._basic = Layer([plot.area for plot in self.basic])
        self._dedicated = Layer([plot.area for plot in self.dedicated])
        # Deepest first: the first outline that holds a point is the most exact one.
        self.outlined = sorted(outlines, key=lambda code: (-len(code), code))
        self._outlines = Layer([outlines[code] for code in self.outlined])
        self._paths = {code: self._path(code) for code in self.divisions}
        self._answers = [self._answer(plot) for plot in self.basic]
        self._dedicated_answers = [self._answer(plot) for plot in self.dedicated]
        self._codes = np.array([*(plot.code for plot in self.basic), ""], "U15")
        self._ids = np.array([*(plot.id for plot in self.basic), 0], np.int64)
        self._dedicated_codes = np.array([*(plot.code for plot in self.dedicated), ""], "U15")
        self._dedicated_ids = np.array([*(plot.id for plot in self.dedicated), 0], np.int64)
        self._outline_codes = np.array([*self.outlined, ""], "U15")

    def path(self, code: str) -> tuple[str, ...]:
        """Division codes from the top down to `code`; empty for an unknown one."""
        return self._paths.get(code, ((), ()))[0]

    def locate(self, lon: float, lat: float) -> Located:
        """Where the point is; a dedicated grid wins over the basic one beneath it."""
        point = shapely.Point(lon, lat)
        if self.dedicated and (place := self._dedicated.first(point)) != NOWHERE:
            return self._dedicated_answers[place]
        if (place := self._basic.first(point)) != NOWHERE:
            return self._answers[place]
        return self._outside_grids(point)

    def locate_many(self, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> LocatedMany:
        """Where many points are, in bulk."""
        basic = self._basic.first_of_many(lons, lats)
        ids, codes = self._ids[basic], self._codes[basic]
        missing = np.flatnonzero(basic == NOWHERE)
        if len(missing):
            outlines = self._outlines.first_of_many(lons[missing], lats[missing])
            codes[missing] = self._outline_codes[outlines]
        dedicated_ids = np.zeros(len(lons), np.int64)
        if self.dedicated:
            dedicated = self._dedicated.first_of_many(lons, lats)
            inside = np.flatnonzero(dedicated != NOWHERE)
            dedicated_ids = self._dedicated_ids[dedicated]
            codes[inside] = self._dedicated_codes[dedicated[inside]]
            ids[inside] = dedicated_ids[inside]
        return LocatedMany(codes, ids, dedicated_ids)

    def _outside_grids(self, point: shapely.Point) -> Located:
        place = self._outlines.first(point)
        if place != NOWHERE:
            code = self.outlined[place]
            path, names = self._paths.get(code, ((), ()))
            return Located(code, path, names, why=Why("places.no_grid_here", {"division": code}))
        return Located(None, why=self._how_far_off(point))

    def _how_far_off(self, point: shapely.Point) -> Why:
        if not self.basic:
            return Why("places.no_map")
        nearest = self.basic[int(self._basic.tree.nearest(point))]
        edge = shapely.shortest_line(point, nearest.area).coords[-1]
        far = coordinates.metres(point.x, point.y, *edge[:2])
        return Why(
            "places.outside_city", {"nearest": nearest.code, "name": nearest.name, "metres": round(far)}
        )

    def _answer(self, plot: Plot) -> Located:
        community = plot.code[:12]
        path, names = self._paths.get(community, ((), ()))
        is_dedicated = plot.kind == GridKind.DEDICATED
        return Located(
            division_code=community,
            path=path,
            names=names,
            grid_code=plot.code,
            grid_id=plot.id,
            grid_name=plot.name,
            dedicated_grid_id=plot.id if is_dedicated else None,
            why=Why("places.in_dedicated_grid" if is_dedicated else "places.in_grid", {"grid": plot.code}),
        )

    def _path(self, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        codes: list[str] = []
        at: str | None = code
        while at is not None and at in self.divisions and at not in codes:
            codes.append(at)
            at = self.divisions[at].parent
        codes.reverse()
        return tuple(codes), tuple(self.divisions[one].name for one in codes)
