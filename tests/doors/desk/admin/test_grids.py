"""Grids in administration: the list, drawing with its preview, two at once, taking back, one grid's page, who serves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Grid, Redraw
from commongrid.registry.places.reading import as_geojson
from commongrid.registry.serving import acts as serving
from tests.browsing import client_for
from tests.cast import Town
from tests.registry.places import drawing
from tests.registry.places.drawing import DONGXING, FIRST, THIRD
from tests.registry.serving.test_acts import net, part

pytestmark = pytest.mark.django_db
URL = "/desk/admin/grids/"
IN = f"{URL}in/{DONGXING}/"


@pytest.fixture(autouse=True)
def _fresh_map(settings: Any) -> None:
    settings.MAP_CHECK_SECONDS = 0


def lines(spots: list[list[float]]) -> str:
    return "\n".join(f"{lon}, {lat}" for lon, lat in spots)


def sent(client: Client, kind: str, **told: Any) -> Any:
    """The form as a browser sends it: its own first values, and these."""
    first = client.get(f"{IN}draw/{kind}/").context["form"].initial
    kept = {name: first[name] for name in ("key", "code", "name") if name in first}
    return client.post(f"{IN}draw/{kind}/", {**kept, "give": "on", "why": "人口增加", **told})


def test_the_way_down_leads_to_the_communities(town: Town) -> None:
    client = client_for("suqing")
    answer = client.get(URL, follow=True).content.decode()
    assert IN in answer.replace("within/", "in/")
    assert client.get(f"{URL}within/{DONGXING}/")["Location"] == IN
    assert client.get(f"{URL}within/999/").status_code == 404


def test_a_community_shows_who_serves_and_what_is_open(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    case = town.case()
    client = client_for("suqing")
    client.get(IN)
    with django_assert_max_num_queries(26):
        page = client.get(IN).content.decode()
    assert "陈丽华" in page
    assert f"/desk/?area={case.area}" in page


def test_other_nets_are_drawn_over_the_community_and_named_to_residents_by_office(town: Town) -> None:
    grid = drawing.standing(THIRD)
    told = net(
        part("R1", grid.geometry, title="河段长", username="liguoqiang", unit="449900101-D17"),
        part("R2", areas=[DONGXING], title="社区河长"),
    )
    serving.import_net(told, by=town.suqing, at=town.now)
    client = client_for("suqing")
    drawn = client.get(f"{IN}map.json").json()["nets"]["features"]
    assert [one["properties"] for one in drawn] == [
        {"name": "R1", "kind": "river"}, {"name": "R2", "kind": "river"},
    ]  # fmt: skip
    assert all(one["geometry"]["coordinates"] for one in drawn)
    page = client.get(IN).content.decode()
    assert "河段长" in page
    assert "李国强" in page
    portal = Client().get("/nearby/", {"lon": grid.lon, "lat": grid.lat}).content.decode()
    assert "社区河长" in portal
    assert "李国强" not in portal


def test_a_split_is_shown_first_and_then_done_once(town: Town) -> None:
    client, case = client_for("suqing"), town.case()
    told = {"grids": [THIRD], "shape": lines(drawing.through(THIRD)), "name": "东兴新网格"}
    shown = sent(client, "split", **told)
    preview = shown.context["preview"]
    assert shown.status_code == 200
    assert [side.code for side in preview.before] == [THIRD]
    assert sum(side.open_cases for side in preview.after) == preview.before[0].open_cases == preview.stay == 1
    assert sum(side.premises for side in preview.after) == preview.before[0].premises
    assert sum(side.hectares for side in preview.after) == pytest.approx(preview.before[0].hectares, abs=0.02)
    assert all("陈丽华" in side.staff for side in preview.after)
    assert not Redraw.objects.exists()
    key = {"key": "the-same-key-twice", "confirm": "1", **told}
    assert sent(client, "split", **key)["Location"] == IN
    kept = Redraw.objects.get()
    assert client.get(f"{URL}at/{kept.drawn['after'][1]['code']}/").status_code == 200
    old = client.get(f"{URL}at/{THIRD}/")
    assert len(old.context["versions"]) == 2
    assert len(client.get(f"{URL}at/{THIRD}/map.json").json()["past"]["features"]) == 1
    case.refresh_from_db()
    assert case.grid_id in kept.drawn["before"]


def test_the_slower_of_two_is_told_and_keeps_what_they_typed(town: Town) -> None:
    client = client_for("suqing")
    told = {"grids": [THIRD], "shape": lines(drawing.through(THIRD)), "confirm": "1"}
    form = client.get(f"{IN}draw/split/").context["form"].initial
    mine = {"key": "my-own-key-1", "code": form["code"], "name": "我的", "why": "甲", **told}
    assert sent(client, "split", **told).status_code == 302
    late = client.post(f"{IN}draw/split/", mine)
    assert late.status_code in (409, 422)
    assert late.context["form"]["name"].value() == "我的"
    assert Redraw.objects.count() == 1


def test_a_line_that_misses_is_told_and_nothing_is_lost(town: Town) -> None:
    client = client_for("suqing")
    answer = sent(client, "split", grids=[THIRD], shape="113.0, 23.0\n113.1, 23.1", name="东兴新网格")
    assert answer.status_code == 422
    assert answer.context["form"].errors["shape"]
    assert "113.0, 23.0" in answer.content.decode()
    for wrong in ("hello", "23.05, 113.75\n23.06, 113.75", ""):
        assert sent(client, "split", grids=[THIRD], shape=wrong).status_code == 422
    assert (
        sent(client, "split", grids=[THIRD, FIRST], shape="113.0, 23.0\n113.1, 23.1")
        .context["form"]
        .errors["grids"]
    )


def test_neighbours_are_merged_and_it_is_taken_back(town: Town) -> None:
    client, (one, other) = client_for("suqing"), drawing.neighbours()
    assert sent(client, "merge", grids=[one.code, other.code], confirm="1").status_code == 302
    kept = Redraw.objects.get()
    assert Grid.objects.filter(pk__in=kept.drawn["made"]).count() == 1
    over = next(code for code in (one.code, other.code) if places.grid_by_code(code) is None)
    assert client.get(f"{URL}at/{over}/").context["heirs"]
    assert client.post(f"{URL}redraws/{kept.pk}/undo/", {"why": "画错了"})["Location"] == IN
    assert places.grid_by_code(over) is not None
    assert client.get(IN).status_code == 200


def test_a_border_is_offered_as_it_is_and_moves(town: Town) -> None:
    client, (one, other) = client_for("suqing"), drawing.neighbours()
    border = client.post(f"{IN}draw/edge/", {"border": "1", "grids": [one.code, other.code]})["Location"]
    shape = client.get(border).context["form"].initial["shape"]
    spots = [[float(value) for value in line.split(", ")] for line in shape.splitlines()]
    spots.insert(1, [(spots[0][0] + spots[-1][0]) / 2 + 1e-4, (spots[0][1] + spots[-1][1]) / 2])
    moved = sent(client, "edge", grids=[one.code, other.code], shape=lines([spots[0], spots[1], spots[-1]]))
    assert moved.status_code == 200, moved.context["form"].errors
    assert [side.code for side in moved.context["preview"].after] == [one.code, other.code]


def test_a_dedicated_grid_is_drawn_for_a_day_ahead_and_called_off(town: Town) -> None:
    client, grid = client_for("suqing"), drawing.standing(THIRD)
    d = 0.0002
    ring = [[grid.lon - d, grid.lat - d], [grid.lon + d, grid.lat - d], [grid.lon + d, grid.lat + d]]
    told = {"shape": lines(ring), "name": "市场", "valid_from": "2099-01-01", "confirm": "1"}
    assert sent(client, "dedicated", **told).status_code == 302
    kept = Redraw.objects.get()
    assert kept.state == "planned"
    assert "2099-01-01" in client.get(IN).content.decode()
    client.post(f"{URL}redraws/{kept.pk}/undo/", {"why": "不办了"})
    assert Redraw.objects.get().state == "dropped"


def test_pieces_come_from_a_file_too(town: Town) -> None:
    client, what = client_for("suqing"), drawing.split(THIRD)
    features = [
        {
            "type": "Feature",
            "properties": {"code": one.code, "name": one.name},
            "geometry": as_geojson(one.area),
        }
        for one in what.after
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    shown = sent(client, "pieces", grids=[THIRD], file=SimpleUploadedFile("p.geojson", text.encode()))
    assert len(shown.context["preview"].after) == 2
    assert sent(client, "pieces", grids=[THIRD], kept=shown.context["kept"], confirm="1").status_code == 302
    gap = json.dumps({"type": "FeatureCollection", "features": features[1:]})
    wrong = sent(client, "pieces", grids=[THIRD], file=SimpleUploadedFile("p.geojson", gap.encode()))
    assert wrong.status_code in (409, 422)


def test_who_serves_an_address_is_found_by_position_and_by_name(town: Town) -> None:
    client, (lon, lat) = client_for("suqing"), town.spot()
    assert client.get(URL, {"q": f"{lon}, {lat}"})["Location"] == f"{URL}at/{THIRD}/"
    assert client.get(URL, {"q": "石埠镇东兴社区"})["Location"] == IN
    lost = client.get(URL, {"q": "月亮"}, follow=True)
    assert "没有找到" in lost.content.decode()


def test_only_the_registry_may(town: Town) -> None:
    for name in ("zhoumin", "chenlihua", "dushen"):
        client = client_for(name)
        for url in (URL, IN, f"{IN}draw/split/", f"{URL}at/{THIRD}/"):
            assert client.get(url).status_code == 403, (name, url)
