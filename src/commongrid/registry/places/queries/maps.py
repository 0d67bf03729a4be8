"""Boundaries and layers as GeoJSON for maps, kept in memory until the map moves."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Any

import numpy as np
import shapely

from commongrid.registry.places import naming
from commongrid.registry.places.models import Division, Grid, MapLayer
from commongrid.registry.places.queries.current import version
from commongrid.registry.places.reading import from_geojson
from commongrid.registry.places.terms import GridKind, MapPart

FINENESS = 700
"""Borders are simplified to a part of the picture's width this small: less than a pixel."""
KEPT = 256

_kept: OrderedDict[str, MapPart] = OrderedDict()
_lock = Lock()


def boundaries(code: str, depth: int = 1) -> MapPart:
    """What lies `depth` levels below `code` (0: itself; below a community: its grids), simplified.

    Features have code, name, label, name_en, kind (level, or basic / dedicated), schematic, lon, lat (of the
    label), for a grid also id. Neighbours keep their shared borders. Index on parent; places_grid_within.
    """
    return _keep(f"{version()}-{code}-{depth}", lambda: _boundaries(code, depth))


def landscape(name: str = "landscape") -> MapPart:
    """The decorative layer (kind: water, park, road, block), empty when the city has none (primary key)."""
    return _keep(f"{version()}-{name}", lambda: _layer(name))


def _keep(tag: str, make: Any) -> MapPart:
    with _lock:
        if tag in _kept:
            _kept.move_to_end(tag)
            return _kept[tag]
    part = MapPart(f'"{tag}"', json.dumps(make(), ensure_ascii=False, separators=(",", ":")))
    with _lock:
        _kept[tag] = part
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return part


def _boundaries(code: str, depth: int) -> dict[str, Any]:
    shown = list(Division.objects.filter(code=code))
    for _ in range(depth):
        below = list(Division.objects.filter(parent__in=[one.code for one in shown]).order_by("code"))
        if not below:
            grids = Grid.objects.filter(division__in=[one.code for one in shown], valid_to=None).order_by(
                "code"
            )
            return _collection((_grid_facts(grid), grid.geometry) for grid in grids)
        shown = below
    return _collection((_division_facts(one), one.geometry) for one in shown if one.geometry)


def _division_facts(one: Division) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "label": naming.stem(one.name, one.level) if one.level == "village" else one.short,
        "name_en": one.name_en,
        "kind": one.level,
        "schematic": one.schematic,
        "lon": one.lon,
        "lat": one.lat,
    }


def _grid_facts(grid: Grid) -> dict[str, Any]:
    return {
        "code": grid.code,
        "id": grid.pk,
        "name": grid.name,
        "label": grid.name.removesuffix("网格"),
        "kind": grid.kind,
        "schematic": grid.schematic,
        "lon": grid.lon,
        "lat": grid.lat,
    }


def _collection(rows: Iterable[tuple[dict[str, Any], Any]]) -> dict[str, Any]:
    rows = list(rows)
    features: list[dict[str, Any]] = []
    for are_dedicated in (False, True):
        kind = [row for row in rows if (row[0]["kind"] == GridKind.DEDICATED) is are_dedicated]
        features += _features(kind)
    return {"type": "FeatureCollection", "features": features}


def _features(rows: list[tuple[dict[str, Any], Any]]) -> list[dict[str, Any]]:
    if not rows:
        return []
    areas = np.empty(len(rows), object)
    areas[:] = [from_geojson(geometry) for _, geometry in rows]
    west, south, east, north = shapely.total_bounds(areas)
    simple = shapely.coverage_simplify(areas, max(east - west, north - south) / FINENESS)
    simple = shapely.set_precision(simple, 1e-5, mode="pointwise")
    texts = shapely.to_geojson(simple)
    return [
        {"type": "Feature", "properties": facts, "geometry": json.loads(text)}
        for (facts, _), text in zip(rows, texts, strict=True)
    ]


def _layer(name: str) -> dict[str, Any]:
    layer = MapLayer.objects.filter(name=name).first()
    return layer.collection if layer else {"type": "FeatureCollection", "features": []}
