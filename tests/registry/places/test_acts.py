import copy
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from shapely import Polygon

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal.models import Entry
from commongrid.registry.places import acts, plane, queries, reading, tables
from commongrid.registry.places.models import Division, Grid, MapVersion, ServicePoint
from commongrid.registry.places.terms import Fault
from tests.registry.places.conftest import AT, PACKS

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=30)
DONGXING = "449900101001"


def grids() -> Any:
    return json.loads((PACKS / "small-town/grids.geojson").read_text(encoding="utf-8"))


def keys(faults: tuple[Fault, ...]) -> list[tuple[int, str]]:
    return [(one.at, one.why.key.removeprefix("places.")) for one in faults]


def divisions(text: str, **more: Any) -> Any:
    rows, faults = tables.read_divisions(text)
    assert not faults
    return acts.import_divisions(rows, by=SYSTEM, at=AT, **more)


def test_divisions_are_added_with_what_their_names_tell() -> None:
    report = divisions("code,name\n4419,东莞市\n441900121,虎门镇\n441900121015,大宁社区居民委员会\n")
    assert (report.added, report.written) == (3, True)
    daning = Division.objects.get(code="441900121015")
    assert (daning.short, daning.level, daning.parent_id, daning.name_en, daning.pinyin) == (
        "大宁社区", "village", "441900121", "Daning", "da ning",
    )  # fmt: skip
    assert Division.objects.get(code="441900121").number_letters == "HM"
    assert Division.objects.get(code="441900121").parent_id == "4419"


def test_a_second_import_updates_and_keeps_what_it_leaves_blank() -> None:
    divisions("code,name,number_letters,lon,lat\n4419,东莞市,,,\n441900121,虎门镇,HX,113.7,22.8\n")
    report = divisions("code,name\n4419,东莞市\n441900121,虎门新镇\n441900122,厚街镇\n")
    assert (report.added, report.changed, report.unchanged) == (1, 1, 1)
    humen = Division.objects.get(code="441900121")
    assert (humen.name, humen.short, humen.number_letters, humen.lon) == ("虎门新镇", "虎门新", "HX", 113.7)


def test_with_one_fault_no_division_is_written() -> None:
    report = divisions("code,name\n4419,东莞市\n441900121,虎门镇\n442000001,石岐街道\n")
    assert keys(report.faults) == [(4, "unknown_parent")]
    assert not Division.objects.exists()
    assert not MapVersion.objects.exists()


def test_checking_only_writes_nothing() -> None:
    report = divisions("code,name\n4419,东莞市\n", check_only=True)
    assert (report.added, report.written) == (1, False)
    assert not Division.objects.exists()


def test_the_journal_tells_who_changed_the_map_and_why() -> None:
    divisions("code,name\n4419,东莞市\n", why="新区划")
    entry = Entry.objects.get(kind="places.divisions_imported")
    assert (entry.subject_kind, entry.seq, entry.data) == (
        "map",
        1,
        {"added": 1, "changed": 0, "why": "新区划"},
    )
    version = queries.version()
    assert not divisions("code,name\n4419,东莞市\n").changed
    assert queries.version() == version
    divisions("code,name\n4419,东莞城市\n")
    assert Entry.objects.filter(subject_kind="map").count() == 2
    assert queries.version() != version


@pytest.mark.usefixtures("town")
def test_loading_the_small_town_again_changes_nothing() -> None:
    before = queries.version()
    reports = acts.load_places(PACKS / "small-town", {"schematic": True}, by=SYSTEM, at=LATER)
    assert [
        (report.added, report.changed) for name, report in reports.items() if name != "landscape.geojson"
    ] == [(0, 0)] * 3
    assert queries.version() == before


@pytest.mark.usefixtures("town")
def test_divisions_are_drawn_from_their_grids() -> None:
    town = Division.objects.get(code="449900101")
    assert town.geometry is not None
    areas = [reading.from_geojson(grid.geometry) for grid in queries.current_grids() if grid.kind == "basic"]
    assert reading.from_geojson(town.geometry).equals(plane.union(areas))
    assert town.is_drawn_from_grids
    assert town.schematic
    assert town.area_km2 == pytest.approx(10.1, abs=0.1)


def cut(collection: Any, code: str, by: float) -> None:
    """Move the first corner of a grid by so many degrees."""
    one = next(feature for feature in collection["features"] if feature["properties"]["code"] == code)
    for ring in one["geometry"]["coordinates"]:
        ring[0][0] += by
        ring[-1][0] += by


@pytest.mark.usefixtures("town")
def test_a_redrawn_grid_closes_the_old_version_and_opens_another() -> None:
    old = queries.grid_by_code(DONGXING + "901")
    assert old is not None
    changed = grids()
    cut(changed, DONGXING + "901", 0.0001)
    report = acts.import_grids(changed, by=SYSTEM, at=LATER, why="market grew")
    assert keys(report.faults) == []
    assert (report.added, report.changed, report.unchanged) == (0, 1, 12)
    old.refresh_from_db()
    new = queries.grid_by_code(DONGXING + "901")
    assert new is not None
    assert (old.valid_from, old.valid_to) == (date(2026, 3, 2), date(2026, 4, 1))
    assert (new.valid_from, new.valid_to) == (date(2026, 4, 1), None)
    assert queries.grid(old.pk) == old
    assert queries.locate(new.lon, new.lat).grid_id == new.pk


@pytest.mark.usefixtures("town")
def test_redrawn_twice_in_a_day() -> None:
    for step in (0.0001, 0.0002):
        changed = grids()
        cut(changed, DONGXING + "901", step)
        assert acts.import_grids(changed, by=SYSTEM, at=AT).changed == 1
    assert Grid.objects.filter(code=DONGXING + "901").count() == 3
    assert Grid.objects.filter(code=DONGXING + "901", valid_to=None).count() == 1


@pytest.mark.usefixtures("town")
def test_with_one_fault_no_grid_is_touched() -> None:
    changed = grids()
    cut(changed, DONGXING + "001", 0.002)
    before = queries.version()
    report = acts.import_grids(changed, by=SYSTEM, at=LATER)
    assert {key for _, key in keys(report.faults)} <= {"overlap", "gap", "ring_invalid"}
    assert report.faults
    assert not report.written
    assert queries.version() == before
    assert not Grid.objects.exclude(valid_to=None).exists()


@pytest.mark.usefixtures("town")
def test_grids_the_file_lacks_stay_unless_their_division_is_replaced() -> None:
    only = grids()
    only["features"] = [one for one in only["features"] if one["properties"]["kind"] == "basic"]
    assert acts.import_grids(only, by=SYSTEM, at=LATER).closed == 0
    assert acts.import_grids(only, by=SYSTEM, at=LATER, replace_within=DONGXING).closed == 1
    assert queries.grid_by_code(DONGXING + "901") is None
    without_one = copy.deepcopy(only)
    without_one["features"] = [
        one for one in without_one["features"] if one["properties"]["code"] != DONGXING + "002"
    ]
    report = acts.import_grids(without_one, by=SYSTEM, at=LATER, replace_within=DONGXING)
    assert {key for _, key in keys(report.faults)} == {"gap"}


@pytest.mark.usefixtures("town")
def test_dates_that_cannot_be() -> None:
    changed = grids()
    cut(changed, DONGXING + "901", 0.0001)
    ahead = acts.import_grids(changed, by=SYSTEM, at=LATER, valid_from=date(2030, 1, 1))
    behind = acts.import_grids(changed, by=SYSTEM, at=LATER, valid_from=date(2020, 1, 1))
    assert keys(ahead.faults) == [(0, "not_yet")]
    assert {key for _, key in keys(behind.faults)} == {"before_standing"}


@pytest.mark.usefixtures("town")
def test_a_boundary_of_its_own_holds_grids_to_it() -> None:
    outline = reading.from_geojson(Division.objects.get(code=DONGXING).geometry or {})
    shrunk = reading.as_geojson(outline.buffer(-0.0005))
    feature = {"type": "Feature", "properties": {"code": DONGXING}, "geometry": shrunk}
    given = {"type": "FeatureCollection", "features": [feature]}
    assert acts.import_outlines(given, by=SYSTEM, at=AT).changed == 1
    changed = grids()
    cut(changed, DONGXING + "901", 0.0001)
    assert acts.import_grids(changed, by=SYSTEM, at=LATER).changed == 1
    redrawn = grids()
    for one in redrawn["features"]:
        one["properties"]["name"] += "新"
    report = acts.import_grids(redrawn, by=SYSTEM, at=LATER)
    assert {key for _, key in keys(report.faults)} == {"outside_community"}
    unknown = copy.deepcopy(given)
    unknown["features"][0]["properties"]["code"] = "99"  # type: ignore[index]
    assert keys(acts.import_outlines(unknown, by=SYSTEM, at=AT).faults) == [(1, "unknown_division")]


@pytest.mark.usefixtures("town")
def test_the_database_itself_refuses_a_second_grid_in_force() -> None:
    grid = Grid.objects.get(code=DONGXING + "001")
    grid.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        grid.save()
    grid.valid_to = grid.valid_from + timedelta(days=1)
    with pytest.raises(IntegrityError, match="places_grid_one_at_a_time"), transaction.atomic():
        grid.save()


@pytest.mark.usefixtures("town")
def test_service_points_with_a_fault_are_not_imported() -> None:
    text = (
        "code,kind,name,division,lon,lat\nX1,hall,厅,449900101,113.75,23.05\nX2,hall,厅,9999,113.75,23.05\n"
    )
    rows, faults = tables.read_points(text)
    assert not faults
    assert keys(acts.import_service_points(rows, by=SYSTEM, at=AT).faults) == [(3, "unknown_division")]
    assert acts.import_service_points(rows[:1], by=SYSTEM, at=AT).added == 1
    assert ServicePoint.objects.filter(code__startswith="X").count() == 1


def test_a_pack_with_a_fault_is_not_loaded_at_all(tmp_path: Path) -> None:
    for name in ("divisions.csv", "grids.geojson", "service_points.csv"):
        (tmp_path / name).write_text(
            (PACKS / "small-town" / name).read_text(encoding="utf-8"), encoding="utf-8"
        )
    with (tmp_path / "service_points.csv").open("a", encoding="utf-8") as file:
        file.write("X,hall,厅,,9999,,113.75,23.05,,,,\n")
    reports = acts.load_places(tmp_path, {}, by=SYSTEM, at=AT)
    assert keys(reports["service_points.csv"].faults) == [(9, "unknown_division")]
    assert not any(report.written for report in reports.values())
    assert not Division.objects.exists()


def test_a_recipe_that_cannot_be_followed_is_told(tmp_path: Path) -> None:
    (tmp_path / "divisions.csv").write_text("code,name\n4419,东莞市\n441900121,虎门镇\n", encoding="utf-8")
    (tmp_path / "grids.toml").write_text('[grids]\ntotal = 10\nname = "{stem}"\n', encoding="utf-8")
    reports = acts.load_places(tmp_path, {}, by=SYSTEM, at=AT)
    assert keys(reports["grids.toml"].faults) == [(0, "bad_recipe")]


def test_a_polygon_is_kept_as_it_came() -> None:
    square = Polygon([(113, 23), (113.01, 23), (113.01, 23.01)])
    assert reading.from_geojson(reading.as_geojson(square)).equals(square)
