from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from commongrid.registry.places import atlas
from commongrid.registry.places.rings import Area

COMMUNITY = "449900101001"
PLACES = [
    atlas.Place("4499", "禾城市", None),
    atlas.Place("449900101", "石埠镇", "4499"),
    atlas.Place(COMMUNITY, "东兴社区", "449900101"),
]


def plot(number: int, area: Area, kind: str = "basic") -> atlas.Plot:
    return atlas.Plot(number, f"{COMMUNITY}{number:03d}", f"{number}号", kind, area)


def a_map(*plots: atlas.Plot, **outlines: shapely.Polygon) -> atlas.Atlas:
    return atlas.Atlas("1", PLACES, plots, {code.removeprefix("d"): area for code, area in outlines.items()})


FOUR = a_map(
    plot(1, box(0, 0, 1, 1)), plot(2, box(1, 0, 2, 1)), plot(3, box(0, 1, 1, 2)), plot(4, box(1, 1, 2, 2))
)


def test_a_point_in_a_grid_knows_its_whole_path() -> None:
    found = FOUR.locate(0.5, 0.5)
    assert found.path == ("4499", "449900101", COMMUNITY)
    assert found.names == ("禾城市", "石埠镇", "东兴社区")
    assert (found.division_code, found.grid_code, found.grid_id, found.area_code) == (
        COMMUNITY, COMMUNITY + "001", 1, COMMUNITY + "001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("point", "grid"), [((1, 0.5), 1), ((0.5, 1), 1), ((1, 1), 1), ((1, 1.5), 3), ((1.5, 1), 2), ((2, 2), 4)]
)
def test_a_point_on_a_border_belongs_to_the_smaller_code(point: tuple[float, float], grid: int) -> None:
    """However the grids are ordered, one at a time or in bulk."""
    backwards = a_map(*(plot(number, FOUR.basic[number - 1].area) for number in (4, 3, 2, 1)))
    for one in (FOUR, backwards):
        assert one.locate(*point).grid_id == grid
        assert one.locate_many(np.array([point[0]]), np.array([point[1]])).grid_ids.tolist() == [grid]


def test_a_dedicated_grid_wins() -> None:
    one = a_map(plot(1, box(0, 0, 1, 1)), plot(901, box(0.4, 0.4, 0.6, 0.6), "dedicated"))
    inside, beside = one.locate(0.5, 0.5), one.locate(0.1, 0.1)
    assert (inside.grid_id, inside.dedicated_grid_id, inside.why.key) == (
        901,
        901,
        "places.in_dedicated_grid",
    )
    assert (beside.grid_id, beside.dedicated_grid_id) == (1, None)
    many = one.locate_many(np.array([0.5, 0.1]), np.array([0.5, 0.1]))
    assert many.area_codes.tolist() == [COMMUNITY + "901", COMMUNITY + "001"]
    assert many.dedicated_grid_ids.tolist() == [901, 0]


def test_land_without_grids_is_found_by_its_boundary() -> None:
    one = a_map(plot(1, box(0, 0, 1, 1)), d4499=box(0, 0, 5, 5), d449900101=box(0, 0, 3, 3))
    found = one.locate(2, 2)
    assert (found.division_code, found.grid_id, found.area_code) == ("449900101", None, "449900101")
    assert found.why.key == "places.no_grid_here"
    assert one.locate_many(np.array([2.0, 4.0]), np.array([2.0, 4.0])).area_codes.tolist() == [
        "449900101",
        "4499",
    ]


def test_outside_the_city_the_nearest_grid_is_told() -> None:
    found = FOUR.locate(3, 0.5)
    assert (found.division_code, found.path, found.area_code) == (None, (), "")
    assert found.why.key == "places.outside_city"
    assert found.why.facts["nearest"] == COMMUNITY + "002"
    assert found.why.facts["metres"] == pytest.approx(111_195, rel=0.01)


def test_without_a_map_nothing_is_found_and_nothing_fails() -> None:
    nothing = atlas.Atlas("0", [], [], {})
    assert nothing.locate(113, 23).why.key == "places.no_map"
    assert nothing.locate_many(np.array([113.0]), np.array([23.0])).area_codes.tolist() == [""]
    assert len(FOUR.locate_many(np.array([]), np.array([])).grid_ids) == 0


def test_a_point_that_is_no_number_is_nowhere() -> None:
    assert FOUR.locate_many(np.array([np.nan, 0.5]), np.array([0.5, 0.5])).grid_ids.tolist() == [0, 1]


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 40), st.integers(0, 2**32 - 1))
def test_it_agrees_with_looking_at_every_grid(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(chance.random((count, 2))), ordered=True)
    )
    one = a_map(*(plot(number + 1, cell) for number, cell in enumerate(cells)))
    xs, ys = chance.random((2, 400)) * 1.2 - 0.1
    corners = shapely.get_coordinates(cells)
    xs, ys = np.concatenate([xs, corners[:, 0]]), np.concatenate([ys, corners[:, 1]])
    brute = [
        min((number + 1 for number, cell in enumerate(cells) if shapely.intersects_xy(cell, x, y)), default=0)
        for x, y in zip(xs, ys, strict=True)
    ]
    assert one.locate_many(xs, ys).grid_ids.tolist() == brute
    assert [one.locate(x, y).grid_id or 0 for x, y in zip(xs, ys, strict=True)] == brute


def test_many_threads_may_ask_at_once() -> None:
    chance = np.random.default_rng(1).random((2000, 2)) * 2
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda point: FOUR.locate(*point).grid_id, chance.tolist()))
    assert found == FOUR.locate_many(chance[:, 0], chance[:, 1]).grid_ids.tolist()
