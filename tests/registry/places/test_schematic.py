import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from commongrid.registry.places import cells, drawing, plane, recipes, schematic, tables
from commongrid.registry.places.management.commands.draw_map import as_text
from commongrid.registry.places.reading import from_geojson

PACKS = Path(__file__).resolve().parents[3] / "packs"
SQUEEZE = float(np.cos(np.radians(23.0)))


@cache
def dongguan() -> dict[str, Any]:
    rows, faults = tables.read_divisions((PACKS / "dongguan/divisions.csv").read_text(encoding="utf-8"))
    assert not faults
    recipe = tomllib.loads((PACKS / "dongguan/grids.toml").read_text(encoding="utf-8"))
    return recipes.draw_grids(rows, recipe["grids"])


def areas() -> dict[str, Any]:
    return {one["properties"]["code"]: from_geojson(one["geometry"]) for one in dongguan()["features"]}


def test_every_village_of_dongguan_has_a_grid_and_there_are_2927() -> None:
    with (PACKS / "dongguan/divisions.csv").open(encoding="utf-8") as file:
        levels = {row["code"]: row["level"] for row in csv.DictReader(file)}
    codes = areas().keys()
    assert len(codes) == 2927
    assert {code[:12] for code in codes} == {code for code, level in levels.items() if level == "village"}
    assert sorted(levels.values()).count("town") == 36
    assert sorted(levels.values()).count("village") == 609


def test_grids_of_dongguan_share_their_borders_exactly() -> None:
    assert shapely.coverage_is_valid(np.array(list(areas().values()), object))


@pytest.mark.parametrize("digits", [12, 9, 4])
def test_children_fill_their_parent_exactly(digits: int) -> None:
    """The union of unions is the union of all, each in one piece and without a hole."""
    below: dict[str, list[Any]] = {}
    for code, area in areas().items():
        below.setdefault(code[:digits], []).append(area)
    whole = {code: plane.union(parts) for code, parts in below.items()}
    assert {area.geom_type for area in whole.values()} == {"Polygon"}
    assert shapely.coverage_is_valid(np.array(list(whole.values()), object))
    assert sum(area.area for area in whole.values()) == pytest.approx(
        sum(area.area for area in areas().values()), rel=1e-12
    )
    assert all(shapely.get_num_interior_rings(area) == 0 for area in whole.values())


def test_towns_lie_around_their_centres_and_have_their_areas() -> None:
    with (PACKS / "dongguan/divisions.csv").open(encoding="utf-8") as file:
        towns = [row for row in csv.DictReader(file) if row["level"] == "town"]
    for town in towns:
        area = plane.union([one for code, one in areas().items() if code.startswith(town["code"])])
        assert area.contains(shapely.Point(float(town["lon"]), float(town["lat"]))), town["name"]
        size = area.area * (cells.KM_PER_DEGREE**2) * SQUEEZE
        assert size == pytest.approx(float(town["area_km2"]), rel=0.06), town["name"]


def small(total: int) -> schematic.Drawn:
    towns = [
        schematic.TownFigures("A", 113.7, 23.0, 30, ("A1", "A2", "A3")),
        schematic.TownFigures("B", 113.78, 23.02, 12, ("B1",)),
    ]
    return schematic.draw(towns, total)


def test_the_same_figures_give_the_same_map() -> None:
    assert [area.wkb for area in small(40).areas] == [area.wkb for area in small(40).areas]


@pytest.mark.parametrize("total", [4, 5, 37])
def test_exactly_as_many_grids_as_asked(total: int) -> None:
    drawn = small(total)
    assert len(drawn.areas) == len(drawn.villages) == total
    assert set(drawn.villages) == {"A1", "A2", "A3", "B1"}


def test_more_villages_than_grids_is_refused() -> None:
    with pytest.raises(ValueError, match="4 villages cannot share 3 grids"):
        small(3)


def test_the_small_towns_files_are_what_its_sketch_says() -> None:
    """Run `bin/manage draw_map packs/small-town` after changing the sketch."""
    folder = PACKS / "small-town"
    drawn = drawing.draw_map(tomllib.loads((folder / "drawing.toml").read_text(encoding="utf-8")))
    for name, collection in zip(("grids", "landscape"), drawn, strict=True):
        assert as_text(collection) == (folder / f"{name}.geojson").read_text(encoding="utf-8"), name


def test_the_small_town_has_twelve_basic_grids_without_a_gap() -> None:
    sketch = tomllib.loads((PACKS / "small-town/drawing.toml").read_text(encoding="utf-8"))
    grids, landscape = drawing.draw_map(sketch)
    basic = [
        from_geojson(one["geometry"]) for one in grids["features"] if one["properties"]["kind"] == "basic"
    ]
    assert len(basic) == 12
    assert shapely.coverage_is_valid(np.array(basic, object))
    assert plane.union(basic).geom_type == "Polygon"
    assert {one["properties"]["kind"] for one in landscape["features"]} == {"block", "park", "road", "water"}


def test_a_sketch_whose_grid_has_no_face_is_refused() -> None:
    sketch = tomllib.loads((PACKS / "small-town/drawing.toml").read_text(encoding="utf-8"))
    sketch["grids"][0]["at"] = [9000, 9000]
    with pytest.raises(ValueError, match="449900101001001"):
        drawing.draw_map(sketch)
