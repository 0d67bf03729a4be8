"""Areas in metres, joined, measured, and told from slivers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from commongrid.registry.places.coordinates import METRES_PER_DEGREE
from commongrid.registry.places.rings import Area

SLIVER_M = 0.2

type Areas = NDArray[np.object_]


def union(areas: Sequence[Area]) -> Area:
    """One area out of many; exact where they share their vertices, by overlay otherwise."""
    try:
        joined = shapely.coverage_union_all(list(areas))
    except shapely.errors.GEOSException:
        joined = None  # they do not share their vertices
    if isinstance(joined, Polygon | MultiPolygon) and joined.is_valid:
        return joined
    return cast("Area", shapely.union_all(list(areas)))


def centre(area: Area) -> tuple[float, float]:
    """A point well inside: the middle of the largest inscribed circle, to about a metre."""
    largest = max(area.geoms, key=lambda part: part.area) if isinstance(area, MultiPolygon) else area
    middle = largest.centroid
    if not largest.contains(middle):
        middle = shapely.maximum_inscribed_circle(largest, tolerance=1e-5).interpolate(0)
    return float(middle.x), float(middle.y)


def square_metres(areas: Iterable[Area]) -> NDArray[np.float64]:
    """Areas on the local plane."""
    flat = on_plane(list(areas))
    return np.asarray(shapely.area(flat), float)


def on_plane(areas: Sequence[Area]) -> Areas:
    """Degrees to metres on a plane that touches the sphere in the middle of the areas."""
    flat = np.empty(len(areas), object)
    flat[:] = areas
    filled = flat[~shapely.is_empty(flat)] if len(flat) else flat
    if not len(filled):
        return flat
    west, south, east, north = shapely.total_bounds(filled)
    squeeze = np.cos(np.radians((south + north) / 2))

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        middle = np.array([(west + east) / 2, (south + north) / 2])
        scale = np.array([METRES_PER_DEGREE * squeeze, METRES_PER_DEGREE])
        return np.asarray((points - middle) * scale, float)

    return np.asarray(shapely.transform(flat, project), object)


def is_thick(area: Any) -> bool:
    """Is some part on average wider than a sliver? Twice area by circumference is the width of a thin strip."""
    return any(
        part.length > 0 and 2 * part.area / part.length > SLIVER_M
        for part in shapely.get_parts(area)
        if isinstance(part, Polygon)
    )
