"""A line cuts, neighbours join, an edge moves, and what a hand draws is drawn together: always the same land."""

from __future__ import annotations

import math
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from commongrid.registry.places import pieces as pieces_of
from commongrid.registry.places import redrawing
from commongrid.registry.places.reading import Shape, as_geojson, from_geojson

METRE = 1 / 111_195
WEST, SOUTH = 113.75, 23.05


def block(east: float = 0, north: float = 0, wide: float = 400, high: float = 300) -> Polygon:
    """A block so many metres east and north of the town's corner."""
    return box(
        WEST + east * METRE,
        SOUTH + north * METRE,
        WEST + (east + wide) * METRE,
        SOUTH + (north + high) * METRE,
    )


def spot(east: float, north: float) -> list[float]:
    return [WEST + east * METRE, SOUTH + north * METRE]


def piece(area: Polygon, number: int) -> Shape:
    return Shape(f"449900101001{number:03d}", f"{number}", "basic", area, number)


def reason(verdict: Any) -> str:
    return str(verdict.why[0].key.removeprefix("places."))


angles = st.floats(0, math.pi, allow_nan=False)
offsets = st.floats(-100, 100, allow_nan=False)


@given(st.integers(5, 12), angles, offsets, offsets)
def test_two_pieces_are_exactly_the_whole(corners: int, angle: float, east: float, north: float) -> None:
    turns = [2 * math.pi * n / corners for n in range(corners)]
    whole = Polygon([spot(300 * math.cos(turn), 300 * math.sin(turn)) for turn in turns])
    step = 1000 * math.cos(angle), 1000 * math.sin(angle)
    line = [spot(east - step[0], north - step[1]), spot(east + step[0], north + step[1])]
    pieces = redrawing.cut(whole, line).answer
    assert len(pieces) == 2
    kept = [from_geojson(as_geojson(one)) for one in pieces]
    assert redrawing.is_same_land([whole], kept)
    assert shapely.intersection(*kept).area < 1e-14
    back = redrawing.joined(kept).answer
    assert back is not None
    assert redrawing.is_same_land([whole], [back])


def test_a_line_that_ends_just_short_is_taken_to_the_border() -> None:
    assert len(redrawing.cut(block(), [spot(200, 10), spot(200, 295)]).answer) == 2
    assert reason(redrawing.cut(block(), [spot(200, 100), spot(200, 295)])) == "line_does_not_cross"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ([spot(1, 1)], "no_line"),
        ([spot(500, -10), spot(500, 310)], "line_does_not_cross"),
        ([spot(-50, 50), spot(450, 50), spot(450, 150), spot(-50, 150)], "line_cuts_too_often"),
        ([spot(-50, 50), spot(450, 250), spot(450, 50), spot(-50, 250)], "line_crosses_itself"),
    ],
)
def test_a_line_that_makes_no_two_pieces_is_told_why(line: list[list[float]], why: str) -> None:
    verdict = redrawing.cut(block(), line)
    assert verdict.answer == ()
    assert reason(verdict) == why


def test_neighbours_join_and_strangers_do_not() -> None:
    one = redrawing.joined([block(), block(400), block(400, 300)])
    assert one.answer is not None
    assert reason(redrawing.joined([block(), block(500)])) == "not_neighbours"
    assert reason(redrawing.joined([block(), block(400, 300)])) == "not_neighbours"


def test_neighbours_join_where_one_has_a_corner_on_the_others_edge() -> None:
    upper, lower = redrawing.cut(block(400), [spot(400, 123.4567), spot(800, 201.2345)]).answer
    kept = [from_geojson(as_geojson(one)) for one in (block(), upper, lower)]
    joined = redrawing.joined(kept).answer
    assert joined is not None
    assert not joined.interiors


@given(st.floats(20, 780), st.floats(20, 780))
def test_an_edge_moves_and_both_keep_their_side(low: float, high: float) -> None:
    west, east = block(), block(400)
    moved = redrawing.moved_edge(west, east, [spot(low, 0), spot(high, 300)]).answer
    assert len(moved) == 2
    assert redrawing.is_same_land([west, east], moved)
    kept = moved[0].intersection(west).area + moved[1].intersection(east).area
    assert kept >= moved[1].intersection(west).area + moved[0].intersection(east).area


def test_the_border_of_neighbours_is_found() -> None:
    line = redrawing.edge_between(block(), block(400))
    assert sorted(line) == [pytest.approx(spot(400, 0)), pytest.approx(spot(400, 300))]
    assert redrawing.edge_between(block(), block(500)) == []


@given(st.floats(-1.4, 1.4), st.floats(-1.4, 1.4))
def test_pieces_a_hand_drew_are_drawn_together(left: float, right: float) -> None:
    pieces, faults = pieces_of.fitted(
        [block(0, 0, 800)], [piece(block(0, 0, 400 + left), 1), piece(block(400 + right, 0, 400 - right), 2)]
    )
    assert not faults
    assert redrawing.is_same_land([block(0, 0, 800)], [one.area for one in pieces])
    assert shapely.intersection(pieces[0].area, pieces[1].area).area < 1e-14


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        ([block(0, 0, 400), block(410, 0, 390)], "piece_gap"),
        ([block(0, 0, 420), block(400, 0, 400)], "piece_overlaps"),
        ([block(-20, 0, 420), block(400, 0, 400)], "piece_outside"),
        ([block(0, 0, 800), block(400, 0, 400)], "piece_overlaps"),
    ],
)
def test_what_is_wider_than_a_slip_is_a_fault(pieces: list[Polygon], why: str) -> None:
    drawn = [piece(area, at) for at, area in enumerate(pieces, 1)]
    _fitting, faults = pieces_of.fitted([block(0, 0, 800)], drawn)
    assert why in {one.why.key.removeprefix("places.") for one in faults}
