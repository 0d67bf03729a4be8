"""One geometry of a GeoJSON feature to a polygon, or what is wrong with its rings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from commongrid.registry.places import coordinates
from commongrid.registry.places.terms import Fault, fault

type Area = Polygon | MultiPolygon


def polygon(number: int, code: str, geometry: Any, gcj02: bool) -> Area | list[Fault]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        return [fault(number, code, "not_a_polygon", type=str(kind))]
    parts = geometry.get("coordinates")
    parts = [parts] if kind == "Polygon" else parts
    if not isinstance(parts, list) or not parts or not all(isinstance(part, list) and part for part in parts):
        return [fault(number, code, "not_a_polygon", type=str(kind))]
    wrong = [
        fault(number, code, f"ring_{problem}", ring=place)
        for part in parts
        for place, ring in enumerate(part, 1)
        if (problem := _ring_problem(ring))
    ]
    if wrong:
        return wrong
    convert = coordinates.gcj02_to_wgs84 if gcj02 else None
    polygons = [
        Polygon(_ring(part[0], convert), [_ring(hole, convert) for hole in part[1:]]) for part in parts
    ]
    area: Area = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    if not area.is_valid:
        return [fault(number, code, "ring_invalid", reason=shapely.is_valid_reason(area))]
    return area


def _ring_problem(ring: Any) -> str:
    if not isinstance(ring, list) or not all(_is_position(position) for position in ring):
        return "not_numbers"
    if len(ring) < 4:
        return "too_short"
    if ring[0][:2] != ring[-1][:2]:
        return "not_closed"
    points = np.array([position[:2] for position in ring], float)
    if (np.abs(points[:, 1]) > 90).any() and (np.abs(points[:, 0]) <= 90).all():
        return "swapped"
    return "" if (np.abs(points) <= (180, 90)).all() else "out_of_range"


def _is_position(position: Any) -> bool:
    return (
        isinstance(position, list)
        and len(position) >= 2
        and all(isinstance(value, int | float) and np.isfinite(value) for value in position[:2])
    )


def _ring(positions: Sequence[Sequence[float]], convert: Callable[..., tuple[Any, Any]] | None) -> Any:
    points = np.array([position[:2] for position in positions], float)
    return np.column_stack(convert(points[:, 0], points[:, 1])) if convert else points
