import json
import re
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import numpy as np
import pytest
from django.conf import LazySettings
from django.db import connection

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.places import acts, coordinates, queries, tables
from commongrid.registry.places.models import Division, ServicePoint
from commongrid.registry.places.queries import current, nearby

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DONGXING = "449900101001"


@pytest.mark.usefixtures("town")
def test_a_point_is_located_without_a_query(
    settings: LazySettings, django_assert_num_queries: object
) -> None:
    settings.MAP_CHECK_SECONDS = 60
    queries.forget()
    first = queries.locate(113.7453, 23.0461)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert queries.locate(113.7453, 23.0461) == first
    assert (first.grid_code, first.names[-1]) == (DONGXING + "901", "东兴社区")


@pytest.mark.usefixtures("town")
def test_many_points_agree_with_one_by_one() -> None:
    xs = np.linspace(113.72, 113.78, 40).repeat(40)
    ys = np.tile(np.linspace(23.03, 23.07, 40), 40)
    many = queries.locate_many(xs, ys)
    assert many.area_codes.tolist() == [queries.locate(x, y).area_code for x, y in zip(xs, ys, strict=True)]


@pytest.mark.usefixtures("town")
def test_the_map_in_memory_follows_the_version() -> None:
    before = queries.atlas()
    assert queries.atlas() is before
    rows, _ = tables.read_divisions("code,name\n449900101001,东兴新社区\n")
    acts.import_divisions(rows, by=SYSTEM, at=AT)
    assert queries.atlas() is not before
    assert queries.locate(113.7453, 23.0461).names[-1] == "东兴新社区"
    assert queries.locate_text("石埠镇东兴新社区").code == DONGXING


def test_readers_go_on_with_the_old_map_while_one_builds() -> None:
    building, ready = Barrier(2, timeout=10), Barrier(2, timeout=10)
    made = []

    def build(version: str) -> str:
        made.append(version)
        if len(made) == 2:
            building.wait()
            ready.wait()
        return f"map {len(made)}"

    versions = iter(["1", "2", "2"])
    kept = current.Kept(build, lambda: next(versions))
    assert kept.get() == "map 1"
    kept.forget()
    builder = Thread(target=kept.get)
    builder.start()
    building.wait()
    assert kept.get() == "map 1"
    ready.wait()
    builder.join()
    assert kept.get() == "map 2"


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("东兴市场里垃圾没人收", DONGXING + "901"),
        ("东兴路12号前井盖破损", DONGXING + "003"),
        ("石埠镇河东社区路灯不亮", "449900101003"),
        ("榕树头垃圾堆了三天", "449900101002"),
        ("石埠有人占道经营", "449900101"),
        ("路灯不亮", None),
    ],
)
def test_texts_of_the_small_town(text: str, code: str | None) -> None:
    assert queries.locate_text(text).code == code


@pytest.mark.usefixtures("town")
def test_service_points_near_a_point() -> None:
    monday_ten = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    found = queries.nearest_service_points(113.7435, 23.0413, within_m=500, at=monday_ten)
    assert [one.metres for one in found] == sorted(one.metres for one in found)
    assert found[0].name == "石埠镇网格化服务中心"
    assert found[0].is_open is True
    assert all(one.metres <= 500 for one in found)
    assert {one.kind for one in queries.nearest_service_points(113.7435, 23.0413, 2000, "hall")} == {"hall"}
    assert queries.nearest_service_points(113.7435, 23.0413, 500)[0].is_open is None
    assert queries.nearest_service_points(100, 23, 500) == []
    closed = queries.nearest_service_points(113.7435, 23.0413, at=monday_ten + timedelta(hours=12))
    assert closed[0].is_open is False


@pytest.mark.usefixtures("town")
def test_the_nearest_are_found_by_the_index_and_none_is_missed() -> None:
    chance = np.random.default_rng(7)
    points = chance.random((20_000, 2)) * (1.0, 0.8) + (113.4, 22.6)
    ServicePoint.objects.bulk_create(
        [
            ServicePoint(code=f"N{number}", kind="station", name="站", division_id="449900101", lon=x, lat=y)
            for number, (x, y) in enumerate(points)
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze places_servicepoint")
        sql, told = nearby.statement(113.9, 23.0, 900, "station", 20)
        cursor.execute("explain (format json) " + sql, told)
        plan = json.dumps(cursor.fetchone()[0])
    assert "places_servicepoint_point" in plan
    assert "Seq Scan" not in plan
    far = coordinates.metres(113.9, 23.0, points[:, 0], points[:, 1])
    brute = [f"N{number}" for number in np.argsort(far)[:20] if far[number] <= 900]
    assert [one.code for one in queries.nearest_service_points(113.9, 23.0, 900, "station")] == brute


@pytest.mark.usefixtures("town")
def test_boundaries_below_a_division() -> None:
    children = json.loads(queries.boundaries("449900101").body)
    assert [one["properties"]["label"] for one in children["features"]] == ["东兴", "榕树头", "河东"]
    assert all(one["properties"]["schematic"] for one in children["features"])
    grids = json.loads(queries.boundaries(DONGXING).body)
    assert [one["properties"]["kind"] for one in grids["features"]] == ["basic"] * 4 + ["dedicated"]
    own = json.loads(queries.boundaries("449900101", depth=0).body)
    assert [one["properties"]["code"] for one in own["features"]] == ["449900101"]
    assert len(json.loads(queries.boundaries("4499", depth=3).body)["features"]) == 13
    assert json.loads(queries.boundaries("77").body)["features"] == []


@pytest.mark.usefixtures("town")
def test_maps_are_kept_until_the_map_moves(django_assert_num_queries: object) -> None:
    first = queries.boundaries("449900101")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert queries.boundaries("449900101") is first
    rows, _ = tables.read_divisions("code,name\n4499,禾新市\n")
    acts.import_divisions(rows, by=SYSTEM, at=AT)
    assert queries.boundaries("449900101").etag != first.etag


@pytest.mark.usefixtures("town")
def test_the_landscape() -> None:
    kinds = {one["properties"]["kind"] for one in json.loads(queries.landscape().body)["features"]}
    assert kinds == {"block", "park", "road", "water"}
    assert json.loads(queries.landscape("none").body)["features"] == []


@pytest.mark.usefixtures("town")
def test_divisions_by_code() -> None:
    assert [one.code for one in queries.path_of(DONGXING + "003")] == ["4499", "449900101", DONGXING]
    assert [one.short for one in queries.children("449900101")] == ["东兴社区", "河东社区", "榕树头社区"]
    assert queries.divisions_within("4499", level="village").count() == 3
    assert queries.current_grids(DONGXING).count() == 5
    city = queries.city()
    assert city is not None
    assert city.code == "4499"


def test_within_is_an_index_scan() -> None:
    Division.objects.bulk_create(
        [Division(code=f"44{number:010d}", name="村", short="村", level="village") for number in range(5000)]
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze places_division")
    plan = queries.divisions_within("44000000001").explain()
    assert re.search(r"Index Scan using places_division_code_\w+_like", plan)
