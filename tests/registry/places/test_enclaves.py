"""Dedicated grids lie inside basic ones, as many as asked for, none over another."""

import pytest
import shapely

from commongrid.registry.places import enclaves

CELLS = [shapely.box(x, 0, x + 1, 1) for x in range(6)]
VILLAGES = ["100000001001"] * 4 + ["100000002001"] * 2
STEMS = {"100000001001": "东", "100000002001": "西"}


def test_each_lies_in_one_basic_grid_and_its_number_goes_on() -> None:
    found = enclaves.draw([{"total": 4, "name": "{stem}校{number}"}], VILLAGES, CELLS, STEMS)
    assert len(found) == 4
    assert len({each.inside for each in found}) == 4
    assert all(CELLS[each.inside].contains_properly(each.area) for each in found)
    assert [(each.code, each.name) for each in found][-1] == ("100000002001004", "西校2")
    assert all(each.code[:12] == VILLAGES[each.inside] for each in found)


def test_several_recipes_never_share_a_basic_grid() -> None:
    recipes = [{"total": 3, "name": "{stem}校"}, {"total": 3, "name": "{stem}市"}]
    found = enclaves.draw(recipes, VILLAGES, CELLS, STEMS)
    assert sorted(each.inside for each in found) == list(range(6))
    assert len({each.code for each in found}) == 6


def test_within_keeps_them_where_they_belong() -> None:
    found = enclaves.draw([{"total": 2, "name": "油", "within": ["100000002"]}], VILLAGES, CELLS, STEMS)
    assert [each.inside for each in found] == [4, 5]


def test_more_than_there_is_room_for_is_refused() -> None:
    with pytest.raises(ValueError, match="7 dedicated grids"):
        enclaves.draw([{"total": 7, "name": "校"}], VILLAGES, CELLS, STEMS)
