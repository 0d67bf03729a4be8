"""GeoJSON (RFC 7946) to polygons, with every fault named by feature number. Pure.

Rings must be closed, of four positions or more, simple, and in range; their direction may be either (the
standard asks readers not to reject it). `crs` of the older standard is refused unless it is WGS 84.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import shapely
from shapely.geometry import mapping, shape

from commongrid.registry.places.rings import Area, polygon
from commongrid.registry.places.terms import Fault, GridKind, fault

WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326", "CGCS2000", "EPSG:4490", "EPSG::4490")
"""CGCS2000 and WGS 84 differ by centimetres: they are one here."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A grid on the plane of degrees; `feature` counts from 1, 0 is a grid that already stands."""

    code: str
    name: str
    kind: str
    area: Area
    feature: int = 0
    schematic: bool = False


def read_grids(
    collection: Any, *, known: Collection[str], grid_digits: int = 3, gcj02: bool = False
) -> tuple[list[Shape], list[Fault]]:
    """Grids of a FeatureCollection (properties code, name, kind; kind defaults to basic) and all faults.

    `known` are the codes of villages and communities; a grid's code is one of them and `grid_digits` more.
    """
    shapes: list[Shape] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], int] = {}
    for number, code, facts, found in read_areas(collection, gcj02=gcj02):
        faults += found if isinstance(found, list) else []
        if number == 0:
            continue
        faults += _property_faults(number, code, facts, known, grid_digits)
        first = seen.setdefault((code, ""), number)
        if first != number and code:
            faults.append(fault(number, code, "duplicate_code", first=first))
        if not isinstance(found, list):
            name, kind = str(facts.get("name") or code), str(facts.get("kind") or GridKind.BASIC)
            shapes.append(Shape(code, name, kind, found, number, bool(facts.get("schematic"))))
    return shapes, sorted(faults, key=lambda one: one.at)


def read_areas(
    collection: Any, *, gcj02: bool = False
) -> Iterator[tuple[int, str, Mapping[str, Any], Area | list[Fault]]]:
    """Each feature: its number from 1, code, properties, and its polygon or what is wrong with it.

    Number 0 carries a fault of the whole file; then nothing else comes.
    """
    wrong = _file_fault(collection)
    if wrong:
        yield 0, "", {}, [wrong]
        return
    for number, feature in enumerate(collection["features"], 1):
        facts = feature.get("properties") if isinstance(feature, dict) else None
        facts = facts if isinstance(facts, dict) else {}
        code = str(facts.get("code") or "").strip()
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        yield number, code, facts, polygon(number, code, geometry, gcj02)


def as_geojson(area: Area) -> dict[str, Any]:
    """The polygon as GeoJSON: rings counter-clockwise outside, nine decimals (a tenth of a millimetre)."""
    turned = shapely.orient_polygons(area)
    return {"type": turned.geom_type, "coordinates": _rounded(mapping(turned)["coordinates"])}


def from_geojson(geometry: Mapping[str, Any]) -> Area:
    """The polygon of stored GeoJSON (it was checked when it came in)."""
    return cast("Area", shape(dict(geometry)))


def _rounded(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else [_rounded(one) for one in value]


def _file_fault(collection: Any) -> Fault | None:
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        return fault(0, "", "not_a_collection")
    if not isinstance(collection.get("features"), list) or not collection["features"]:
        return fault(0, "", "no_features")
    crs = collection.get("crs")
    name = str((crs.get("properties") or {}).get("name", "")) if isinstance(crs, dict) else ""
    return fault(0, "", "wrong_crs", crs=name) if name and not name.endswith(WGS84) else None


def _property_faults(
    number: int, code: str, facts: Mapping[str, Any], known: Collection[str], grid_digits: int
) -> Iterator[Fault]:
    village = code[:12]
    if not (code.isascii() and code.isdigit() and len(code) == 12 + grid_digits):
        yield fault(number, code, "bad_grid_code", digits=12 + grid_digits)
    elif village not in known:
        yield fault(number, code, "unknown_community", community=village)
    kind = facts.get("kind") or GridKind.BASIC
    if kind not in set(GridKind):
        yield fault(number, code, "wrong_kind", kind=str(kind))
