"""A made-up piece of town, for the style guide's map."""

from __future__ import annotations

from typing import Any


def map_data() -> dict[str, Any]:
    """A made-up piece of town in the form every map's `data-url` answers with."""
    west, south, step = 113.740, 23.045, 0.008
    grids = [_square(west + n % 3 * step, south + n // 3 * step, step, "grid", "") for n in range(6)]
    communities = [
        _square(west, south, step * 1.5, "community", "东兴"),
        _square(west + step * 1.5, south, step * 1.5, "community", "河东"),
    ]
    river = {
        "type": "Feature",
        "properties": {},
        "geometry": {
            "type": "LineString",
            "coordinates": [
                [west, south + 0.002],
                [west + 0.012, south + 0.004],
                [west + 0.024, south + 0.009],
            ],
        },
    }
    kinds = ("event", "component", "dispute", "hazard", "service", "existing")
    points = [
        {
            "type": "Feature",
            "properties": {"kind": kind, "title": kind, "url": "#"},
            "geometry": {
                "type": "Point",
                "coordinates": [113.7475 + n % 3 * 0.003, 23.0505 + n // 3 * 0.003],
            },
        }
        for n, kind in enumerate(kinds)
    ]
    return {
        "bounds": [west, south, west + step * 3, south + step * 2],
        "areas": {"type": "FeatureCollection", "features": [*grids, *communities]},
        "water": {"type": "FeatureCollection", "features": [river]},
        "points": {"type": "FeatureCollection", "features": points},
    }


def _square(west: float, south: float, side: float, level: str, name: str) -> dict[str, Any]:
    ring = [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]
    properties = {"level": level, "name": name, "lon": west + side / 2, "lat": south + side / 2}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
