from typing import Any

import pytest
import shapely

from commongrid.registry.places import coordinates, reading

COMMUNITY = "449900101001"
SQUARE = [[113.0, 23.0], [113.01, 23.0], [113.01, 23.01], [113.0, 23.01], [113.0, 23.0]]


def feature(code: str = COMMUNITY + "001", ring: Any = None, **facts: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [SQUARE if ring is None else ring]}
    return {"type": "Feature", "properties": {"code": code, "name": "一号", **facts}, "geometry": geometry}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def faults_of(given: Any, **options: Any) -> list[tuple[int, str]]:
    _, faults = reading.read_grids(given, known={COMMUNITY}, **options)
    return [(one.at, one.why.key.removeprefix("places.")) for one in faults]


def test_a_good_grid_is_read() -> None:
    shapes, faults = reading.read_grids(collection(feature(kind="dedicated")), known={COMMUNITY})
    assert not faults
    assert (shapes[0].code, shapes[0].kind, shapes[0].feature) == (COMMUNITY + "001", "dedicated", 1)


def test_either_direction_of_a_ring_is_read_and_written_counter_clockwise() -> None:
    shapes, _ = reading.read_grids(collection(feature(ring=SQUARE[::-1])), known={COMMUNITY})
    written = reading.as_geojson(shapes[0].area)
    assert shapely.is_ccw(shapely.LinearRing(written["coordinates"][0]))


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (feature("449900101001"), "bad_grid_code"),
        (feature("449900101009001"), "unknown_community"),
        (feature(kind="公园"), "wrong_kind"),
        ({**feature(), "geometry": {"type": "Point", "coordinates": [113, 23]}}, "not_a_polygon"),
        ({**feature(), "geometry": None}, "not_a_polygon"),
        (feature(ring=SQUARE[:-1]), "ring_not_closed"),
        (feature(ring=SQUARE[:2] + SQUARE[:1]), "ring_too_short"),
        (feature(ring=[[y, x] for x, y in SQUARE]), "ring_swapped"),
        (feature(ring=[[113, 23], [190, 23], [113, 24], [113, 23]]), "ring_out_of_range"),
        (feature(ring=[[113, 23], ["x", 23], [113, 24], [113, 23]]), "ring_not_numbers"),
        (feature(ring=[[113, 23], [113.01, 23.01], [113.01, 23], [113, 23.01], [113, 23]]), "ring_invalid"),
    ],
)
def test_each_fault_of_a_feature_is_named(given: dict[str, Any], fault: str) -> None:
    assert (2, fault) in faults_of(collection(feature("449900101001009"), given))


def test_the_same_code_twice() -> None:
    assert faults_of(collection(feature(), feature())) == [(2, "duplicate_code")]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ([], "not_a_collection"),
        ({"type": "Feature"}, "not_a_collection"),
        (collection(), "no_features"),
        (collection(feature(), crs={"type": "name", "properties": {"name": "EPSG:3857"}}), "wrong_crs"),
    ],
)
def test_each_fault_of_the_file_is_named(given: Any, fault: str) -> None:
    assert faults_of(given) == [(0, fault)]


def test_the_older_way_to_say_wgs_84_is_read() -> None:
    assert not faults_of(collection(feature(), crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}))


def test_gcj02_is_moved_back() -> None:
    shifted = [list(coordinates.wgs84_to_gcj02(*point)) for point in SQUARE]
    shapes, faults = reading.read_grids(collection(feature(ring=shifted)), known={COMMUNITY}, gcj02=True)
    assert not faults
    assert shapely.equals_exact(shapes[0].area, shapely.Polygon(SQUARE), tolerance=1e-8)


def test_older_systems_have_two_digits() -> None:
    assert not faults_of(collection(feature(COMMUNITY + "01")), grid_digits=2)


@pytest.mark.parametrize(
    "junk", [1, None, "x", {"features": 3}, {"type": "FeatureCollection", "features": [1, None, []]}]
)
def test_junk_is_refused_and_never_an_error(junk: Any) -> None:
    assert faults_of(junk)
