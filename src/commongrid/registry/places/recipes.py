"""What a pack writes as a recipe instead of a table: a schematic map, and service points for every place. Pure.

`grids.toml` holds `[grids]` (total, cells_per_grid, name), any number of `[[dedicated]]` (`enclaves.py`) and of `[[service_points]]` (each = city,
town, village or grid; every = n takes each n-th). Texts may name {code} {name} {short} {stem} {name_en} of the
place and {town} {town_en} {village} above it, and {number} in a grid's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commongrid.registry.places import enclaves, naming, schematic, tables
from commongrid.registry.places.reading import as_geojson
from commongrid.registry.places.terms import DivisionRow, GridKind, Level, PointRow


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that service points are made for: its point is where they stand."""

    level: str
    code: str
    name: str
    short: str
    name_en: str
    lon: float
    lat: float


def draw_grids(
    divisions: Sequence[DivisionRow],
    recipe: Mapping[str, Any],
    dedicated: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The FeatureCollection of a recipe's `[grids]` for these divisions (towns with lon, lat and area_km2)."""
    villages: dict[str, list[DivisionRow]] = {}
    for row in divisions:
        if row.level == Level.VILLAGE:
            villages.setdefault(row.parent, []).append(row)
    towns = [_figures(row, villages.get(row.code, [])) for row in divisions if row.level == Level.TOWN]
    drawn = schematic.draw(towns, int(recipe["total"]), int(recipe.get("cells_per_grid", 14)))
    stems = {row.code: naming.stem(row.name, row.level) for row in divisions}
    features, number = [], 0
    for place, (village, area) in enumerate(zip(drawn.villages, drawn.areas, strict=True)):
        number = number + 1 if place and drawn.villages[place - 1] == village else 1
        name = str(recipe["name"]).format(stem=stems[village], number=number)
        features.append(_feature(f"{village}{number:03d}", name, GridKind.BASIC, area))
    features += [
        _feature(each.code, each.name, GridKind.DEDICATED, each.area)
        for each in enclaves.draw(dedicated, drawn.villages, drawn.areas, stems)
    ]
    return {"type": "FeatureCollection", "features": features}


def _feature(code: str, name: str, kind: GridKind, area: Any) -> dict[str, Any]:
    facts = {"code": code, "name": name, "kind": kind.value, "schematic": True}
    return {"type": "Feature", "properties": facts, "geometry": as_geojson(area)}


def make_points(recipes: Sequence[Mapping[str, Any]], spots: Sequence[Spot]) -> list[PointRow]:
    """Service points for the places each recipe names, in the order of the recipes and of the places' codes."""
    names = {spot.code: spot for spot in spots}
    return [point for recipe in recipes for point in _points(recipe, spots, names)]


def _points(
    recipe: Mapping[str, Any], spots: Sequence[Spot], names: Mapping[str, Spot]
) -> Iterator[PointRow]:
    ours = [spot for spot in spots if spot.level == recipe["each"]]
    for spot in ours[int(recipe.get("every", 1)) - 1 :: int(recipe.get("every", 1))]:
        words = _words(spot, names)
        yield PointRow(
            code=recipe["code"].format(**words),
            kind=recipe["kind"],
            name=recipe["name"].format(**words),
            name_en=recipe["name_en"].format(**words),
            division=spot.code[:12],
            address=recipe.get("address", "").format(**words),
            lon=spot.lon,
            lat=spot.lat,
            hours=tables.read_hours(recipe.get("hours", "")),
            services=tuple(recipe.get("services", ())),
            rooms=tuple(recipe.get("rooms", ())),
        )


def _words(spot: Spot, names: Mapping[str, Spot]) -> dict[str, str]:
    town, village = names.get(spot.code[:9], spot), names.get(spot.code[:12], spot)
    return {
        "code": spot.code,
        "name": spot.name,
        "short": spot.short,
        "stem": naming.stem(spot.name, spot.level),
        "name_en": spot.name_en,
        "town": town.name,
        "town_en": town.name_en,
        "village": village.short,
    }


def _figures(town: DivisionRow, villages: Sequence[DivisionRow]) -> schematic.TownFigures:
    if town.lon is None or town.lat is None or town.area_km2 is None:
        raise ValueError(town.code)
    # The village named like the town is its centre; communities are more built up than villages.
    central = sorted(
        villages,
        key=lambda row: (naming.stem(row.name, row.level) != town.short, row.kind != "community", row.code),
    )
    codes = tuple(row.code for row in central)
    return schematic.TownFigures(town.code, town.lon, town.lat, town.area_km2, codes)
