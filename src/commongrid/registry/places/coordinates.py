"""WGS 84 and the two shifted systems of Chinese maps, and distances on the sphere. Pure; degrees, lon first.

The shift is not published; these are the coefficients everybody uses, from the public `eviltransform`
(https://github.com/googollee/eviltransform, MIT), on the Krasovsky 1940 ellipsoid. Numbers or numpy
arrays go in, the same comes out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

type Degrees = float | NDArray[np.float64]

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius (IUGG)."""
METRES_PER_DEGREE = EARTH_RADIUS_M * np.pi / 180

_A = 6378245.0
_EE = 0.00669342162296594323
_BD = np.pi * 3000 / 180
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271


def wgs84_to_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """WGS 84 to GCJ-02 (Amap, Tencent); points outside the box of China come back unchanged."""
    east, north = _shift(np.asarray(lon, float), np.asarray(lat, float))
    return _like(lon, lon + east), _like(lat, lat + north)


def gcj02_to_wgs84(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """GCJ-02 to WGS 84, by fixed-point iteration of the forward shift; exact to 1e-9 degrees."""
    lon_in, lat_in = np.asarray(lon, float), np.asarray(lat, float)
    guess_lon, guess_lat = lon_in, lat_in
    for _ in range(8):
        east, north = _shift(guess_lon, guess_lat)
        guess_lon, guess_lat = lon_in - east, lat_in - north
    return _like(lon, guess_lon), _like(lat, guess_lat)


def gcj02_to_bd09(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """GCJ-02 to BD-09 (Baidu)."""
    x, y = np.asarray(lon, float), np.asarray(lat, float)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD)
    return _like(lon, radius * np.cos(angle) + 0.0065), _like(lat, radius * np.sin(angle) + 0.006)


def bd09_to_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """BD-09 to GCJ-02, by fixed-point iteration; exact to 1e-9 degrees."""
    lon_in, lat_in = np.asarray(lon, float), np.asarray(lat, float)
    guess_lon, guess_lat = lon_in - 0.0065, lat_in - 0.006
    for _ in range(8):
        there_lon, there_lat = gcj02_to_bd09(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + lon_in - there_lon, guess_lat + lat_in - there_lat
    return _like(lon, guess_lon), _like(lat, guess_lat)


def wgs84_to_bd09(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """WGS 84 to BD-09; outside China unchanged."""
    inside = np.asarray(is_in_china(lon, lat))
    there = gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))
    return _like(lon, np.where(inside, there[0], lon)), _like(lat, np.where(inside, there[1], lat))


def bd09_to_wgs84(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """BD-09 to WGS 84; outside China unchanged."""
    inside = np.asarray(is_in_china(lon, lat))
    there = gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))
    return _like(lon, np.where(inside, there[0], lon)), _like(lat, np.where(inside, there[1], lat))


def is_in_china(lon: Degrees, lat: Degrees) -> Any:
    """Is the point in the box the shift applies to? A bool, or an array of them."""
    x, y = np.asarray(lon, float), np.asarray(lat, float)
    inside = (x > _WEST) & (x < _EAST) & (y > _SOUTH) & (y < _NORTH)
    return inside if inside.ndim else bool(inside)


def metres(lon1: Degrees, lat1: Degrees, lon2: Degrees, lat2: Degrees) -> Any:
    """Great-circle distance in metres (haversine, mean radius)."""
    x1, y1, x2, y2 = (np.radians(np.asarray(value, float)) for value in (lon1, lat1, lon2, lat2))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    found = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return found if found.ndim else float(found)


def box(lon: float, lat: float, within_m: float) -> tuple[float, float, float, float]:
    """West, south, east, north of the square that holds every point at most `within_m` metres away."""
    north = within_m / METRES_PER_DEGREE * 1.001
    widest = min(abs(lat) + north, 89.9)
    east = north / float(np.cos(np.radians(widest)))
    return lon - east, lat - north, lon + east, lat + north


def _shift(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> tuple[Any, Any]:
    """How far GCJ-02 lies east and north of WGS 84, in degrees; nothing outside China."""
    x, y = lon - 105.0, lat - 35.0
    wave = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    root = np.sqrt(np.abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
    north += _swell(y, (20.0, 40.0, 160.0, 320.0))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
    east += _swell(x, (20.0, 40.0, 150.0, 300.0))
    radians = np.radians(lat)
    magic = 1 - _EE * np.sin(radians) ** 2
    north = np.degrees(north / (_A * (1 - _EE) / magic**1.5))
    east = np.degrees(east / (_A / np.sqrt(magic) * np.cos(radians)))
    inside = is_in_china(lon, lat)
    return np.where(inside, east, 0.0), np.where(inside, north, 0.0)


def _swell(t: Any, heights: tuple[float, ...]) -> Any:
    rows = zip(heights, (1.0, 1 / 3, 1 / 12, 1 / 30), strict=True)
    return sum(height * np.sin(t * np.pi * part) for height, part in rows) * 2.0 / 3.0


def _like(given: Degrees, found: Any) -> Any:
    return found if isinstance(given, np.ndarray) else float(found)
