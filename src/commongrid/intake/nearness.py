"""How far apart two points are, and which cells of the map lie around one. Pure."""

from __future__ import annotations

import math

import h3

CELL = 10


EARTH = 6_371_008.8


def metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Great-circle distance (haversine, mean earth radius)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(half, 1.0)))


def cells_near(lon: float, lat: float, within_m: float) -> set[int]:
    """The H3 cells that hold every point within so many metres, as the integers PostgreSQL keeps.

    Resolution 10: cells of about 130 m across, so 75 m (a component) is some 7 cells and 450 m (an appeal)
    some 60; a finer grid would ask an index hundreds of times, a coarser one read a whole quarter.
    """
    own = h3.latlng_to_cell(lat, lon, CELL)
    edge = 1.15 * max(metres(lon, lat, *_turned(corner)) for corner in h3.cell_to_boundary(own))
    rings = math.ceil(within_m / (0.75 * edge)) + 1
    near = (
        cell
        for cell in h3.grid_disk(own, rings)
        if metres(lon, lat, *_turned(h3.cell_to_latlng(cell))) <= within_m + edge
    )
    return {int(h3.str_to_int(cell)) for cell in (own, *near)}


def _turned(point: tuple[float, float]) -> tuple[float, float]:
    return point[1], point[0]
