"""A plan of a community's grids: asked for with a table, made in the worker, measured, taken over as a redrawing."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile

from commongrid.doors.desk.admin import jobs, tasks
from commongrid.registry.places.models import Division, Redraw
from commongrid.registry.places.reading import from_geojson
from tests.browsing import client_for
from tests.cast import Town
from tests.registry.places import drawing
from tests.registry.places.drawing import DONGXING

pytestmark = pytest.mark.django_db
IN = f"/desk/admin/grids/in/{DONGXING}/"


@pytest.fixture(autouse=True)
def _at_once(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's part is done in the request, so that the job's page has something to show."""
    settings.MAP_CHECK_SECONDS = 0
    monkeypatch.setattr(tasks.plan_grids, "defer", tasks.plan_grids)


def table(count: int = 120) -> str:
    """Buildings all over Dongxing, with 5 to 30 households each."""
    geometry = Division.objects.get(code=DONGXING).geometry
    assert geometry is not None
    area, rng = from_geojson(geometry), np.random.default_rng(7)
    west, south, east, north = area.bounds
    spots = rng.uniform((west, south), (east, north), (count * 4, 2))
    inside = spots[shapely.contains_xy(area, spots[:, 0], spots[:, 1])][:count]
    lines = [f"B{n},{lon:.6f},{lat:.6f},{rng.integers(5, 31)}" for n, (lon, lat) in enumerate(inside)]
    return "code,lon,lat,households\n" + "\n".join(lines)


def asked(text: str, **told: Any) -> Any:
    file = SimpleUploadedFile("buildings.csv", text.encode())
    first = {"source": "file", "file": file, "weight": "households", "target": "300"}
    return client_for("suqing").post(f"{IN}plan/", {**first, **told})


def test_a_plan_is_made_measured_and_taken_over(town: Town) -> None:
    client = client_for("suqing")
    answer = asked(table())
    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get(answer["Location"])
    job = page.context["job"]
    assert job.state == "done"
    assert job.found["after"]["imbalance"] < job.found["before"]["imbalance"]
    assert 'id="pieces"' in page.content.decode()
    form = client.post(f"/desk/admin/grids/plans/{job.name}/take/").context["form"].initial
    codes = [piece["properties"]["code"] for piece in json.loads(form["kept"])["features"]]
    assert len(set(codes)) == job.found["after"]["parts"]
    assert drawing.THIRD in codes
    told = {
        "grids": form["grids"],
        "kept": form["kept"],
        "key": form["key"],
        "give": "on",
        "why": "按户数重划",
    }
    shown = client.post(f"{IN}draw/pieces/", told)
    assert shown.context["preview"], shown.context["form"].errors
    assert client.post(f"{IN}draw/pieces/", {**told, "confirm": "1"})["Location"] == IN
    assert Redraw.objects.get().kind == "proposal"


def test_premises_will_do_where_no_table_is_at_hand(town: Town) -> None:
    answer = asked("", source="premises", file="", target="20")
    assert answer.status_code == 302
    name = answer["Location"].rstrip("/").rpartition("/")[2]
    job = jobs.find(name)
    assert job is not None
    assert job.state == "done"


def test_lines_that_cannot_be_read_are_named_and_nothing_is_begun(town: Town) -> None:
    answer = asked("code,lon,lat,households\nA,113.75,23.05,many\nB,113.75,23.05,3\n")
    assert answer.status_code == 422
    assert "2" in str(answer.context["form"].errors["file"])
    assert asked("", file="").status_code == 422
    far = asked("code,lon,lat,households\nA,10,10,3\n")
    job = jobs.find(far["Location"].rstrip("/").rpartition("/")[2])
    assert job is not None
    assert (job.state, job.found["why"]["key"]) == ("failed", "places.no_buildings")


def test_only_the_registry_may(town: Town) -> None:
    assert client_for("zhoumin").get(f"{IN}plan/").status_code == 403
