from collections.abc import Mapping, Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box
from shapely.affinity import translate

from commongrid.registry.places import plane, reading, rings, survey

ONE, TWO = "449900101001", "449900101002"
METRE = 1 / 111_195


def grid(code: str, area: rings.Area, feature: int = 0, kind: str = "basic") -> reading.Shape:
    return reading.Shape(code, code, kind, area, feature)


def metres(west: float, south: float, east: float, north: float) -> Polygon:
    """A rectangle in metres from 113.75, 23.05."""
    squeeze = np.cos(np.radians(23.05))
    corners = box(west * METRE / squeeze, south * METRE, east * METRE / squeeze, north * METRE)
    return translate(corners, 113.75, 23.05)


def keys(
    coming: list[reading.Shape],
    standing: list[reading.Shape],
    leaving: Sequence[rings.Area] = (),
    outlines: Mapping[str, rings.Area] | None = None,
) -> list[tuple[int, str, str]]:
    found = survey.misfits(coming, standing, leaving, outlines or {})
    return [(one.at, one.code[-6:], one.why.key.removeprefix("places.")) for one in found]


def test_grids_that_touch_fit() -> None:
    coming = [grid(ONE + "001", metres(0, 0, 100, 100), 1), grid(ONE + "002", metres(100, 0, 200, 100), 2)]
    assert not keys(coming, [grid(TWO + "001", metres(0, 100, 200, 200))])


def test_an_overlap_is_named_with_its_size() -> None:
    coming, standing = (
        grid(ONE + "001", metres(0, 0, 110, 100), 3),
        grid(ONE + "002", metres(100, 0, 200, 100)),
    )
    (found,) = survey.misfits([coming], [standing], (), {})
    assert (found.at, found.why.key, found.why.facts["other"]) == (3, "places.overlap", ONE + "002")
    assert float(str(found.why.facts["m2"])) == pytest.approx(1000, rel=0.01)


def test_rounding_is_let_pass() -> None:
    coming = [grid(ONE + "001", metres(0, 0, 100.1, 100), 1), grid(ONE + "002", metres(100, 0, 200, 100), 2)]
    assert not keys(coming, [])


def test_what_was_wrong_before_is_not_this_files_fault() -> None:
    standing = [grid(TWO + "001", metres(1000, 0, 1110, 100)), grid(TWO + "002", metres(1100, 0, 1200, 100))]
    assert not keys([grid(ONE + "001", metres(0, 0, 100, 100), 1)], standing)


def frame(hole: float) -> list[reading.Shape]:
    """Four grids around an opening of hole × hole metres."""
    far = 100 + hole
    return [
        grid(ONE + "001", metres(0, 0, far, 100), 1),
        grid(ONE + "002", metres(far, 0, far + 100, far), 2),
        grid(ONE + "003", metres(100, far, far + 100, far + 100), 3),
        grid(ONE + "004", metres(0, 100, 100, far + 100), 4),
    ]


def test_a_hole_is_a_gap_and_a_pinhole_is_rounding() -> None:
    assert keys(frame(30), []) == [(1, "001001", "gap")]
    assert not keys(frame(0.2), [])


def test_a_grid_taken_away_leaves_a_gap() -> None:
    around = [grid(one.code, one.area) for one in frame(30)]
    assert [key for *_, key in keys([], around, leaving=[metres(100, 100, 130, 130)])] == ["gap"]


def test_a_crack_that_opens_to_the_outside_is_a_gap() -> None:
    coming = [grid(ONE + "001", metres(0, 0, 400, 400), 1), grid(ONE + "002", metres(404, 0, 800, 400), 2)]
    assert keys(coming, []) == [(2, "001002", "narrow_gap")]
    apart = [coming[0], grid(ONE + "002", metres(440, 0, 800, 400), 2)]
    assert not keys(apart, [])


def test_a_boundary_of_its_own_must_be_kept_and_filled() -> None:
    own = {ONE: metres(0, 0, 200, 100)}
    assert keys([grid(ONE + "001", metres(0, 0, 210, 100), 1)], [], outlines=own) == [
        (1, "001001", "outside_community")
    ]
    assert keys([grid(ONE + "001", metres(0, 0, 150, 100), 1)], [], outlines=own) == [
        (1, "001001", "gap_in_community")
    ]


def test_a_dedicated_grid_may_lie_over_basic_ones_of_its_community_only() -> None:
    basic = [grid(ONE + "001", metres(0, 0, 200, 100)), grid(TWO + "001", metres(200, 0, 400, 100))]
    assert not keys([grid(ONE + "901", metres(50, 20, 90, 60), 1, "dedicated")], basic)
    assert keys([grid(ONE + "901", metres(180, 20, 220, 60), 1, "dedicated")], basic) == [
        (1, "001901", "outside_community")
    ]
    assert not keys([grid(ONE + "901", metres(50, 20, 90, 60), 1, "dedicated")], basic)


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 30), st.integers(0, 2**32 - 1))
def test_any_partition_fits_and_a_grown_part_of_it_does_not(count: int, seed: int) -> None:
    land = metres(0, 0, 3000, 2000)
    west, south, east, north = land.bounds
    points = np.random.default_rng(seed).random((count, 2)) * (east - west, north - south) + (west, south)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=land, ordered=True)
    )
    parts = [cell.intersection(land) for cell in cells]
    shapes = [grid(f"{ONE}{number:03d}", part, number + 1) for number, part in enumerate(parts)]
    assert not keys(shapes, [])
    grown = [grid(shapes[0].code, parts[0].buffer(30 * METRE), 1), *shapes[1:]]
    assert "overlap" in {key for *_, key in keys(grown, [])}


def test_the_centre_lies_inside() -> None:
    horseshoe = metres(0, 0, 100, 100).difference(metres(10, 10, 90, 100))
    assert isinstance(horseshoe, Polygon)
    assert horseshoe.contains(shapely.Point(plane.centre(horseshoe)))
