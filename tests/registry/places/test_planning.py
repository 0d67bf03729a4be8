"""Grid planning: even, in one piece, filling the land, the same for the same seed, along streets where there are some."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, box

from commongrid.registry.places import planning, redrawing
from commongrid.registry.places.planning import Atom
from commongrid.registry.places.planning.measuring import areas_of, labels_of
from commongrid.registry.places.planning.parting import how_many

METRE = 1 / 111_195
WEST, SOUTH = 113.75, 23.05
OUTLINE = box(WEST, SOUTH, WEST + 900 * METRE, SOUTH + 700 * METRE)


def atoms(count: int, seed: int) -> list[Atom]:
    """Buildings with 4 to 40 households each, more of them in one corner."""
    rng = np.random.default_rng(seed)
    east, north = rng.beta(1.2, 2, count) * 880 + 10, rng.uniform(10, 690, count)
    weights = rng.integers(4, 41, count)
    spots = zip(east, north, weights, strict=True)
    return [
        Atom(f"B{n:04d}", WEST + x * METRE, SOUTH + y * METRE, float(w)) for n, (x, y, w) in enumerate(spots)
    ]


@settings(max_examples=8)
@given(st.integers(30, 160), st.integers(2, 7), st.integers(0, 9))
def test_parts_are_whole_and_fill_the_land(count: int, parts: int, seed: int) -> None:
    land = planning.settle(atoms(count, seed), OUTLINE)
    plan = planning.propose(land, parts)
    found = planning.measure(land, plan.labels)
    assert (found.parts, found.in_parts) == (parts, 0)
    areas = areas_of(land, plan.labels)
    assert redrawing.is_same_land([OUTLINE], areas)
    assert all(redrawing.without_cracks(one).geom_type == "Polygon" for one in areas)
    assert sum(found.weights) == pytest.approx(sum(one.weight for one in land.atoms))


def test_a_community_is_divided_evenly_and_compactly() -> None:
    land = planning.settle(atoms(300, 1), OUTLINE)
    parts = how_many(float(land.weights.sum()), 300)
    found = planning.measure(land, planning.propose(land, parts).labels)
    assert found.imbalance <= 0.05
    assert found.compactness >= 0.45


def test_the_same_input_gives_the_same_plan() -> None:
    given_ = atoms(120, 3)
    one = planning.propose(planning.settle(given_, OUTLINE), 5).labels
    other = planning.propose(planning.settle(given_[::-1], OUTLINE), 5).labels
    assert one.tolist() == other.tolist()


def test_borders_go_along_a_street_where_there_is_one() -> None:
    rng = np.random.default_rng(5)
    spots = [
        (x + rng.uniform(-8, 8), y + rng.uniform(-8, 8))
        for x in range(30, 900, 60)
        for y in range(30, 700, 60)
    ]
    town = [Atom(f"{n:03d}", WEST + x * METRE, SOUTH + y * METRE, 10) for n, (x, y) in enumerate(spots)]
    street = LineString([(WEST - METRE, SOUTH + 360 * METRE), (WEST + 901 * METRE, SOUTH + 360 * METRE)])

    def crossings(streets: list[LineString]) -> int:
        land = planning.settle(town, OUTLINE, streets)
        labels = planning.propose(land, 4).labels
        north = np.array([one.lat > SOUTH + 360 * METRE for one in land.atoms])
        return sum(
            min(int(north[labels == part].sum()), int((~north)[labels == part].sum())) for part in range(4)
        )

    assert crossings([street]) <= crossings([])


def test_todays_grids_are_measured_the_same_way() -> None:
    land = planning.settle(atoms(100, 2), OUTLINE)
    west, south, east, north = OUTLINE.bounds
    middle = (west + east) / 2
    labels = labels_of(land, [box(west, south, middle, north), box(middle, south, east, north)])
    assert set(labels.tolist()) == {0, 1}
    assert planning.measure(land, labels).imbalance > 0.1


def test_who_is_outside_is_left_out_and_one_spot_is_one() -> None:
    inside = Atom("A", WEST + 100 * METRE, SOUTH + 100 * METRE, 5)
    far = Atom("C", 0, 0, 5)
    land = planning.settle([inside, Atom("B", inside.lon, inside.lat, 7), far], OUTLINE)
    assert [(one.code, one.weight) for one in land.atoms] == [("A", 12)]
    assert planning.propose(land, 3).parts == 1
    with pytest.raises(ValueError, match="no building"):
        planning.settle([far], OUTLINE)
    assert shapely.equals(land.cells[0], OUTLINE)
