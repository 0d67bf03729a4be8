import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.registry.places import coordinates

LON = st.floats(74, 135)
LAT = st.floats(3, 53)


@given(LON, LAT)
def test_gcj02_and_back(lon: float, lat: float) -> None:
    back = coordinates.gcj02_to_wgs84(*coordinates.wgs84_to_gcj02(lon, lat))
    assert back == pytest.approx((lon, lat), abs=1e-8)


@given(LON, LAT)
def test_bd09_and_back(lon: float, lat: float) -> None:
    back = coordinates.bd09_to_wgs84(*coordinates.wgs84_to_bd09(lon, lat))
    assert back == pytest.approx((lon, lat), abs=1e-6)


@given(LON, LAT)
def test_the_shift_is_a_few_hundred_metres(lon: float, lat: float) -> None:
    assert 0 < coordinates.metres(lon, lat, *coordinates.wgs84_to_gcj02(lon, lat)) < 1300


def test_known_points() -> None:
    """Tiananmen, as published with the formula's implementations."""
    assert coordinates.wgs84_to_gcj02(116.391349, 39.907375) == pytest.approx(
        (116.397593, 39.908777), abs=2e-5
    )
    assert coordinates.gcj02_to_bd09(116.404, 39.915) == pytest.approx((116.410369, 39.921336), abs=2e-5)


@pytest.mark.parametrize(("lon", "lat"), [(-71.0589, 42.3601), (2.35, 48.85), (151.2, -33.87), (0.0, 0.0)])
def test_outside_china_nothing_moves(lon: float, lat: float) -> None:
    for convert in (
        coordinates.wgs84_to_gcj02,
        coordinates.gcj02_to_wgs84,
        coordinates.wgs84_to_bd09,
        coordinates.bd09_to_wgs84,
    ):
        assert convert(lon, lat) == (lon, lat)


def test_arrays_are_converted_like_points() -> None:
    lons, lats = np.array([113.75, -71.06, 104.0]), np.array([23.05, 42.36, 30.6])
    found = np.column_stack(coordinates.wgs84_to_gcj02(lons, lats))
    assert found.tolist() == [
        list(coordinates.wgs84_to_gcj02(x, y)) for x, y in zip(lons.tolist(), lats.tolist(), strict=True)
    ]


def test_metres() -> None:
    assert coordinates.metres(113.75, 23.05, 113.75, 23.05) == 0
    assert coordinates.metres(0, 0, 0, 1) == pytest.approx(111_195, abs=1)
    assert coordinates.metres(116.4, 39.9, 121.5, 31.2) == pytest.approx(1_068_000, rel=0.01)


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(1, 20_000), st.floats(0, 360))
def test_the_box_holds_every_point_within(lon: float, lat: float, within: float, heading: float) -> None:
    turn = within / coordinates.METRES_PER_DEGREE * 0.999
    y = lat + turn * np.cos(np.radians(heading))
    x = lon + turn * np.sin(np.radians(heading)) / np.cos(np.radians(max(abs(lat), abs(y))))
    west, south, east, north = coordinates.box(lon, lat, within)
    if coordinates.metres(lon, lat, x, y) <= within:
        assert west <= x <= east
        assert south <= y <= north
