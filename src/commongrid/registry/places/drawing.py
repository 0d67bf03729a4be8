"""A small map from a sketch: nodes, borders between them, grids by a point inside, and the land around. Pure.

Borders run through their nodes and waypoints as smooth curves that shake a little; two borders only meet in
nodes, so the grids they enclose share every vertex. The sketch is a pack's `drawing.toml`, in metres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import LineString, Polygon

from commongrid.registry.places.cells import scatter
from commongrid.registry.places.coordinates import METRES_PER_DEGREE
from commongrid.registry.places.curves import Line, border, curve
from commongrid.registry.places.reading import as_geojson

SMALLEST_BLOCK_M2 = 900


def draw_map(sketch: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The grids and the landscape of a sketch, two FeatureCollections in WGS 84 of six decimals.

    Raises ValueError when a grid's point lies in no enclosed face, or two lie in the same.
    """
    plane = _Plane(sketch["plane"])
    borders = [border(sketch["nodes"], said, number) for number, said in enumerate(sketch["borders"])]
    lines = shapely.union_all([LineString(plane.to_degrees(line)) for line in borders])
    faces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(lines))))
    grids = list(_grids(sketch["grids"], list(faces), plane))
    edge = next(number for number, said in enumerate(sketch["borders"]) if said.get("style") == "edge")
    town = Polygon(borders[edge])
    return _collection(grids), _collection(_landscape(sketch, town, plane))


class _Plane:
    """Metres of the sketch to degrees."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.origin = np.array(said["origin"], float)
        self.middle = np.array([said["lon"], said["lat"]], float)
        squeeze = float(np.cos(np.radians(said["lat"])))
        self.scale = np.array([METRES_PER_DEGREE * squeeze, METRES_PER_DEGREE])

    def to_degrees(self, points: Line) -> Line:
        return np.asarray(np.round((points - self.origin) / self.scale + self.middle, 6), float)

    def lay(self, geometry: Any) -> Any:
        return shapely.transform(geometry, self.to_degrees)


def _grids(
    said: Sequence[Mapping[str, Any]], faces: list[Polygon], plane: _Plane
) -> Iterator[dict[str, Any]]:
    taken: set[int] = set()
    for grid in said:
        facts = {"code": grid["code"], "name": grid["name"], "kind": grid.get("kind", "basic")}
        if "ring" in grid:
            yield _feature(facts, plane.lay(Polygon(grid["ring"])))
            continue
        at = plane.lay(shapely.Point(grid["at"]))
        face = next((number for number, face in enumerate(faces) if face.contains(at)), None)
        if face is None or face in taken:
            raise ValueError(f"{grid['code']}: no face of its own at {grid['at']}")
        taken.add(face)
        yield _feature(facts, faces[face])


def _landscape(sketch: Mapping[str, Any], town: Polygon, plane: _Plane) -> Iterator[dict[str, Any]]:
    water = [
        (one, LineString(curve(np.array(one["line"], float), False)).buffer(one["width"] / 2))
        for one in sketch["water"]
    ]
    parks = [(one, Polygon(one["ring"]).buffer(-14).buffer(14)) for one in sketch["parks"]]
    roads = [(one, LineString(curve(np.array(one["line"], float), False))) for one in sketch["roads"]]
    wet = shapely.union_all([area for _, area in water])
    open_land = [wet.buffer(16), *(area.buffer(7) for _, area in parks)]
    open_land += [line.buffer(13 if said["class"] == "major" else 8) for said, line in roads]
    for block in _blocks(sketch["streets"], town, wet, shapely.union_all(open_land)):
        yield _feature({"kind": "block"}, plane.lay(block))
    for said, park in parks:
        yield _feature(_named(said, "park"), plane.lay(park.difference(wet).simplify(0.5)))
    for said, area in water:
        yield _feature(_named(said, "water"), plane.lay(area.simplify(0.5)))
    for said, line in roads:
        yield _feature({**_named(said, "road"), "class": said["class"]}, plane.lay(line.simplify(0.5)))


def _blocks(streets: Sequence[Mapping[str, Any]], town: Polygon, wet: Any, free: Any) -> Iterator[Polygon]:
    """What is left between the streets: on each bank two families of lines, a little uneven."""
    banks = shapely.get_parts(town.buffer(-12).difference(wet))
    for number, said in enumerate(streets):
        bank = next(part for part in banks if part.contains(shapely.Point(said["bank"])))
        lines = [line.buffer(4.5, cap_style="flat") for line in _street_lines(said, number)]
        left = bank.difference(shapely.union_all([free, *lines])).buffer(-5).buffer(5, quad_segs=2)
        yield from (
            block.simplify(0.8) for block in shapely.get_parts(left) if block.area > SMALLEST_BLOCK_M2
        )


def _street_lines(said: Mapping[str, Any], seed: int) -> Iterator[LineString]:
    turn = np.radians(said["turn"])
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    middle = np.array([2000.0, 1500.0])
    for axis, apart in enumerate(said["apart"]):
        places = np.arange(-3200.0, 3200.0, float(apart))
        places += (
            scatter(np.arange(len(places), dtype=np.uint64) + np.uint64(seed * 7919 + axis * 101))
            * apart
            * 0.22
        )
        for place in places:
            along = np.array([[place, -3400.0], [place, 3400.0]])
            yield LineString((along if axis == 0 else along[:, ::-1]) @ spin + middle)


def _named(said: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {"kind": kind, "name": said["name"], "name_en": said["name_en"]}


def _feature(facts: Mapping[str, Any], geometry: Any) -> dict[str, Any]:
    shown = (
        {"type": "LineString", "coordinates": [[float(x), float(y)] for x, y in geometry.coords]}
        if isinstance(geometry, LineString)
        else as_geojson(geometry)
    )
    return {"type": "Feature", "properties": dict(facts), "geometry": shown}


def _collection(features: Iterator[dict[str, Any]] | Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
