"""Places, calendar and packs: checked first with every fault by its line, written only on purpose."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar.models import Holiday
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.doors.desk.admin import jobs, tasks
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Division, Grid
from tests.browsing import client_for
from tests.cast import LAMP, PACK, Town

pytestmark = pytest.mark.django_db


def sent(text: str, **other: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile("file.csv", text.encode()), "why": "更新", **other}


def grids() -> dict[str, list[dict[str, dict[str, str]]]]:
    found: dict[str, list[dict[str, dict[str, str]]]] = json.loads((PACK / "grids.geojson").read_text())
    return found


def send_grids(client: Client, features: object, **other: str) -> object:
    return client.post(
        "/desk/admin/places/import/grids/", sent(json.dumps(features), **{"crs": "wgs84", **other})
    )


def test_grids_are_checked_then_imported(town: Town) -> None:
    client, features = client_for("suqing"), grids()
    features["features"][0]["properties"]["name"] = "换了名的网格"
    page = send_grids(client, features)
    assert page.context["report"].changed == 1  # type: ignore[attr-defined]
    assert not Grid.objects.filter(name="换了名的网格").exists()
    done = client.post("/desk/admin/places/import/grids/", {"import": page.context["kept"]})  # type: ignore[attr-defined]
    assert done.status_code == 302
    assert Grid.objects.filter(name="换了名的网格", valid_to=None).count() == 1


def test_every_fault_of_a_map_is_named_and_nothing_is_written(town: Town) -> None:
    features, before = grids(), Grid.objects.count()
    features["features"][0]["properties"]["code"] = "999"
    features["features"][1]["properties"]["kind"] = "round"
    page = send_grids(client_for("suqing"), features)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert {fault.at for fault in page.context["faults"]} >= {1, 2}  # type: ignore[attr-defined]
    assert Grid.objects.count() == before


def test_gcj_02_is_converted(town: Town) -> None:
    page = send_grids(client_for("suqing"), grids(), crs="gcj02")
    assert page.context["report"].changed == 13 or page.context["faults"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["no json", "[]", '{"type": "FeatureCollection", "features": []}'])
def test_what_is_no_map_is_refused_in_words(town: Town, text: str) -> None:
    page = client_for("suqing").post("/desk/admin/places/import/grids/", sent(text, crs="wgs84"))
    assert page.status_code == 422
    assert page.context["faults"]


def test_divisions_are_imported_from_a_table(town: Town) -> None:
    client, url = client_for("suqing"), "/desk/admin/places/import/divisions/"
    page = client.post(url, sent("code,name\n449900101009,新村社区\n"))
    assert page.context["report"].added == 1
    assert client.post(url, {"import": page.context["kept"]}).status_code == 302
    assert Division.objects.filter(code="449900101009").exists()
    assert client.post(url, sent("code,name\n44,\nabc,甲\n")).status_code == 422


def test_a_checked_file_is_kept_for_its_sender_only(town: Town) -> None:
    page = send_grids(client_for("suqing"), grids())
    kept = page.context["kept"]  # type: ignore[attr-defined]
    assert client_for("zhoumin").post("/desk/admin/places/import/grids/", {"import": kept}).status_code == 403
    answer = client_for("suqing").post("/desk/admin/places/import/grids/", {"import": "made-up"})
    assert answer["Location"].endswith("/import/grids/")


def test_a_file_in_another_encoding_is_refused(town: Town) -> None:
    file = SimpleUploadedFile("file.csv", "代码,名称".encode("gb18030"))
    page = client_for("suqing").post("/desk/admin/places/import/divisions/", {"file": file, "why": "更新"})
    assert page.status_code == 422


def test_the_map_has_what_lies_below(town: Town) -> None:
    told = json.loads(client_for("suqing").get("/desk/admin/places/449900101/map.json").content)
    assert len(told["areas"]["features"]) == 3
    west, south, east, north = told["bounds"]
    assert west < east
    assert south < north


def test_a_notice_is_checked_by_line_and_imported(town: Town) -> None:
    client, url = client_for("suqing"), "/desk/admin/calendar/import/"
    bad = client.post(
        url,
        sent("date,kind,name,source\n2031-01-01,off,元旦,通知\n2031-01-xx,off,元旦,通知\n", complete="on"),
    )
    assert bad.status_code == 422
    assert [fault.line for fault in bad.context["faults"]] == [3]
    good = client.post(url, sent("date,kind,name,source\n2031-01-01,off,元旦,通知\n", complete="on"))
    assert not Holiday.objects.filter(day=date(2031, 1, 1)).exists()
    assert client.post(url, {"import": good.context["kept"]}).status_code == 302
    assert Holiday.objects.filter(day=date(2031, 1, 1)).exists()
    assert 2031 in {year.year for year in calendars.known_years() if year.is_complete}


def test_deadlines_move_only_when_they_are_recomputed(town: Town) -> None:
    town.now = timezone.now() - timedelta(hours=1)
    case = town.case(LAMP)
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.now, why="归它")
    cases.take(case, by=town.liguoqiang, at=town.now)
    due = Case.objects.get(pk=case.pk).due_at
    assert due is not None
    client = client_for("suqing")
    days = "".join(f"{timezone.localdate() + timedelta(days=n)},off,停工,通知\n" for n in range(1, 15))
    page = client.post("/desk/admin/calendar/import/", sent(f"date,kind,name,source\n{days}"))
    client.post("/desk/admin/calendar/import/", {"import": page.context["kept"]})
    counted = _job(client, {})
    assert counted.found == {"moved": 1, "skipped": 0, "of": 1}
    assert Case.objects.get(pk=case.pk).due_at == due
    assert (
        client.post("/desk/admin/calendar/recompute/", {"apply": "1"})["Location"] == "/desk/admin/calendar/"
    )
    done = _job(client, {"apply": "1", "why": "停工通知"})
    moved = Case.objects.get(pk=case.pk)
    assert done.found["moved"] == 1
    assert moved.due_at is not None
    assert moved.due_at > due
    assert _job(client, {}).found["moved"] == 0


def _job(client: Client, given: dict[str, str]) -> jobs.Job:
    """Ask for it, let the worker's task run, and look at the page."""
    answer = client.post("/desk/admin/calendar/recompute/", given)
    name = answer["Location"].rstrip("/").rpartition("/")[2]
    assert client.get(answer["Location"]).status_code == 200
    tasks.recompute(name=name)
    assert client.get(answer["Location"]).status_code == 200
    found = jobs.find(name)
    assert found is not None
    assert found.state == "done"
    return found


def test_a_pack_is_tried_and_taken_back(town: Town) -> None:
    client = client_for("suqing")
    assert client.get("/desk/admin/packs/small-town/").context["faults"] == []
    Grid.objects.filter(code="449900101001001").update(name="别的名字")
    answer = client.post("/desk/admin/packs/small-town/load/", {})
    name = answer["Location"].rstrip("/").rpartition("/")[2]
    tasks.load_pack(name=name)
    found = jobs.find(name)
    assert found is not None
    assert found.state == "done", found.found
    assert {row["file"]: row["changed"] for row in found.found["places"]}["grids.geojson"] == 1
    assert client.get(answer["Location"]).status_code == 200
    grid = places.grid_by_code("449900101001001")
    assert grid is not None
    assert grid.name == "别的名字"
