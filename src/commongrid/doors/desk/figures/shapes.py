"""The outlines of what lies below a division, as paths of an SVG 1000 wide: our own boundaries, drawn before any script runs."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from commongrid.registry.places import queries as places

if TYPE_CHECKING:
    from shapely import Polygon

WIDE, TALLEST, MARGIN = 1000, 640, 8


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its path, where its name stands, and how much room there is on each side of that point."""

    code: str
    path: str
    x: int
    y: int
    room: int
    label: str
    label_en: str
    is_division: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """All areas below a division in one picture, with its outer border and the water in it."""

    high: int
    shapes: tuple[Shape, ...]
    border: str
    water: str
    is_schematic: bool


def below(code: str) -> Drawn | None:
    """The picture of a division's children, or of a community's grids; None without boundaries. Kept until the map moves."""
    part = places.boundaries(code)
    return _drawn(part.etag, part.body)


@lru_cache(maxsize=128)
def _drawn(etag: str, body: str) -> Drawn | None:
    features = [one for one in json.loads(body)["features"] if one["properties"]["kind"] != "dedicated"]
    if not features:
        return None
    grounds = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
    place, high = _projection(grounds)
    placed = [place(ground) for ground in grounds]
    shapes = tuple(_shape(one["properties"], ground) for one, ground in zip(features, placed, strict=True))
    whole = shapely.union_all(placed)
    return Drawn(
        high,
        shapes,
        _path(whole),
        _water(place, whole),
        any(one["properties"].get("schematic") for one in features),
    )


def _projection(grounds: Sequence[BaseGeometry]) -> tuple[Callable[[BaseGeometry], BaseGeometry], int]:
    """Degrees to pixels: true in the middle, north on top, as wide as it may be."""
    west, south, east, north = shapely.total_bounds(list(grounds))
    squeeze = math.cos(math.radians((south + north) / 2))
    size = min(
        (WIDE - 2 * MARGIN) / ((east - west) * squeeze or 1), (TALLEST - 2 * MARGIN) / ((north - south) or 1)
    )
    left = (WIDE - (east - west) * squeeze * size) / 2
    high = round((north - south) * size + 2 * MARGIN)
    matrix = [squeeze * size, 0, 0, -size, left - west * squeeze * size, MARGIN + north * size]
    return lambda ground: affinity.affine_transform(ground, matrix), high


def _shape(facts: dict[str, Any], ground: BaseGeometry) -> Shape:
    inside: Any = shapely.maximum_inscribed_circle(cast("Polygon", ground), tolerance=4.0)
    x, y = inside.coords[0]
    name = str(facts.get("label") or facts["name"])
    return Shape(
        code=str(facts["code"]),
        path=_path(ground),
        x=round(x),
        y=round(y),
        room=round(inside.length),
        label=name,
        label_en=str(facts.get("name_en") or name),
        is_division="id" not in facts,
    )


def _path(ground: BaseGeometry) -> str:
    """Whole pixels, each point told by its distance from the last: a third of the bytes."""
    rings = [ring for part in _polygons(ground) for ring in (part.exterior, *part.interiors)]
    return "".join(_ring(ring.coords) for ring in rings)


def _ring(points: Iterable[tuple[float, ...]]) -> str:
    whole = [(round(point[0]), round(point[1])) for point in points]
    (x, y), *others = whole
    said = [f"M{x} {y}l"]
    for nx, ny in others[:-1]:
        if (nx, ny) != (x, y):
            said.append(f"{nx - x} {ny - y} ")
            x, y = nx, ny
    return "".join(said).rstrip() + "z" if len(said) > 2 else ""


def _polygons(ground: BaseGeometry) -> list[Any]:
    found = getattr(ground, "geoms", [ground])
    return [one for one in found if one.geom_type == "Polygon" and not one.is_empty]


def _water(place: Callable[[BaseGeometry], BaseGeometry], whole: BaseGeometry) -> str:
    """Rivers and ponds of the landscape, cut at the border."""
    features = json.loads(places.landscape().body)["features"]
    wet = [one["geometry"] for one in features if one["properties"].get("kind") == "water"]
    if not wet:
        return ""
    ground = shapely.union_all([place(shapely.from_geojson(json.dumps(one))).buffer(0) for one in wet])
    return _path(shapely.simplify(ground, 0.8).intersection(whole))
