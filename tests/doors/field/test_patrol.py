"""The round on a phone: planned, walked, left out with a reason, planned anew; and what is kept about me."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.base.files.models import Photo
from commongrid.registry.matters import queries as matters
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises import queries as places
from commongrid.registry.premises.models import Premises
from commongrid.work.patrol import acts
from commongrid.work.patrol.models import CheckIn, Due, Round, Stop
from tests.browsing import client_for
from tests.cast import GRID, Town
from tests.doors.field.test_pages import photo
from tests.work.patrol.things import HOUSE, all_kinds, at, day, demanded, lined_up, post

pytestmark = pytest.mark.django_db
URL, HERE = "/field/patrol/", f"/field/patrol/at/{HOUSE}/"


@pytest.fixture(autouse=True)
def _files_go_with_the_test(settings: Any, tmp_path: Path, town: Town) -> None:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now().astimezone().replace(hour=1, minute=0)


@pytest.fixture
def client(town: Town) -> Client:
    lined_up(town, 6)
    all_kinds(town)
    return client_for("chenlihua")


def filled(client: Client, url: str = HERE, **other: Any) -> dict[str, Any]:
    """The form as a phone without scripts would send it."""
    form = client.get(url).context["checkin_form"]
    return {"key": form["key"].value(), "lon": "", "lat": "", "plate": "", "reason": "", "note": "", **other}


def stand(code: str = HOUSE) -> dict[str, str]:
    return {"lon": str(at(code).lon), "lat": str(at(code).lat)}


def test_today_has_one_line_and_the_round_is_planned_by_a_button(client: Client, town: Town) -> None:
    assert "处到期" in client.get("/field/").content.decode()
    assert "编排今天的路线" in client.get(URL).content.decode()
    shown = client.post(f"{URL}plan/", {"mode": "ebike", "budget": "120"}, follow=True).content.decode()
    found = Round.objects.get()
    assert (found.mode, found.budget) == ("ebike", 120)
    assert "下一处" in shown
    assert "东兴市场服务站" not in shown
    assert "还有" in client.get("/field/").content.decode()
    told = client.get(f"{URL}map.json").json()
    assert told["route"]["features"][0]["geometry"]["type"] == "LineString"
    assert {one["properties"]["state"] for one in told["stops"]["features"]} == {"next"}


def test_pressed_twice_it_is_planned_once(client: Client, town: Town) -> None:
    for _ in range(2):
        client.post(f"{URL}plan/", {})
    assert Round.objects.get().seq == 2


def test_what_the_demands_ask_stands_at_the_stop_and_at_the_place(client: Client, town: Town) -> None:
    demanded(town, key="asks-for-more", code="XC20", checklist="CK01", matters=("XF-003", "nowhere"))
    Due.objects.update(due_on=day(town))
    client.post(f"{URL}plan/", {"budget": "240"})
    name = matters.edition("XF-003").name("zh-hans").words
    assert name in client.get(URL).content.decode()
    shown = client.get(HERE)
    assert [code for code, _name in shown.context["takes"]] == ["CK01"]
    assert [code for code, _name in shown.context["asked"].matters] == ["XF-003"]
    assert name in shown.content.decode()


def test_a_whole_grid_is_tinted_on_the_map_of_the_round(client: Client, town: Town) -> None:
    demanded(town, key="whole-grids", code="XC10", what="grid", kinds=(), times=None, per="", every_days=3)
    Due.objects.update(due_on=day(town) - timedelta(days=2))
    client.post(f"{URL}plan/", {"budget": "240"})
    told = client.get(f"{URL}map.json").json()
    tinted = {one["properties"]["code"]: one["properties"].get("stands") for one in told["areas"]["features"]}
    assert tinted[GRID] == "next"
    assert [code for code, stands in tinted.items() if stands] == [GRID]


def test_a_check_in_leads_back_to_the_round(client: Client, town: Town) -> None:
    client.post(f"{URL}plan/", {})
    told = filled(client, **stand(), note="门口堆了纸箱")
    shown = client.post(HERE, told, follow=True).content.decode()
    assert "已打卡" in shown
    assert "已巡 1 处" in shown
    assert client.post(HERE, told)["Location"] == URL
    made = CheckIn.objects.get()
    assert (made.way, made.note) == ("position", "门口堆了纸箱")
    assert Stop.objects.get(code=HOUSE).state == "done"


def test_far_away_it_asks_for_a_reason_and_loses_nothing(client: Client, town: Town) -> None:
    far = {**stand(), "lon": str(at().lon + 0.01), "note": "后门看过"}
    back = client.post(HERE, filled(client, **far))
    assert back.status_code == 422
    assert "可以照常打卡" in back.content.decode()
    assert "后门看过" in back.content.decode()
    client.post(HERE, filled(client, **far, reason="定位飘了"))
    assert CheckIn.objects.get().band == "far"


def test_a_photo_shows_it_and_keeps_no_place(client: Client, town: Town) -> None:
    client.post(HERE, {**filled(client), "photos": photo("green")})
    assert CheckIn.objects.get().way == "photo"
    kept = Photo.objects.get()
    assert (kept.owner, kept.lon, kept.lat) == (f"checkin:{CheckIn.objects.get().pk}", None, None)
    assert client.get(f"/photos/{kept.pk}/thumb/").status_code in {200, 404}


def test_a_plate_shows_it_and_that_of_another_place_is_told(client: Client, town: Town) -> None:
    house = Premises.objects.get(code=HOUSE)
    premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now)
    plate = places.plate_of(house)
    assert plate is not None
    wrong = f"/field/patrol/at/{GRID}/"
    assert "不是" in client.post(wrong, filled(client, wrong, plate=plate.token)).content.decode()
    client.post(HERE, filled(client, plate=plate.token.upper() if plate.token.isupper() else plate.token))
    assert CheckIn.objects.get().way == "plate"


def test_left_out_with_a_reason_and_in_words_where_none_fits(client: Client, town: Town) -> None:
    client.post(f"{URL}plan/", {})
    key = {"key": "a-key-of-skipping"}
    back = client.post(f"{HERE}skip/", {**key, "why": "other", "words": ""})
    assert (back.status_code, Stop.objects.get(code=HOUSE).state) == (422, "planned")
    assert "请简单说明原因" in back.content.decode()
    shown = client.post(f"{HERE}skip/", {**key, "why": "closed", "words": ""}, follow=True).content.decode()
    assert "无人应门" in shown
    assert (
        client.post(f"{HERE}skip/", {"key": "another-key-of-it", "why": "closed"}, follow=True).status_code
        == 200
    )


def test_an_urgent_place_stands_on_top_with_its_words(client: Client, town: Town) -> None:
    client.post(f"{URL}plan/", {})
    acts.add_stop(
        post(town), timezone.localdate(), at("R-001"), by=town.zhoumin, at=timezone.now(), why="居民反映漏气"
    )
    shown = client.get(URL).content.decode()
    assert "紧急" in shown
    assert "居民反映漏气" in client.get("/field/patrol/at/R-001/").content.decode()


def test_what_is_kept_about_me_names_each_thing_and_its_day(client: Client, town: Town) -> None:
    assert "你还没有打过卡" in client.get("/field/me/patrol/").content.decode()
    client.post(HERE, filled(client, **stand()))
    shown = client.get("/field/me/patrol/").content.decode()
    assert f"{at().lat:.3f}, {at().lon:.3f}" in shown
    assert "30 天后删除" in shown
    assert f"{at().lat:.5f}" not in shown
    assert "东兴路12号" not in client_for("hezhiqiang").get("/field/me/patrol/").content.decode()


def test_a_place_offers_what_one_may_find_and_inspect_there(client: Client, town: Town) -> None:
    shown = client.get(HERE).content.decode()
    assert f"/field/inspect/{HOUSE}/CK01/" not in shown
    assert "/field/found/?lon=" in shown
    all_kinds(town, key="another-demand-key", code="XC02", checklist="CK01")
    assert f"/field/inspect/{HOUSE}/CK01/" in client.get(HERE).content.decode()
    assert HERE in client.get(f"/field/premises/{HOUSE}/").content.decode()


def test_a_phone_holds_the_round_and_each_place_of_it(client: Client, town: Town) -> None:
    client.post(f"{URL}plan/", {})
    held = {page["url"]: page["mark"] for page in client.get("/field/held/").json()["pages"]}
    assert {URL, f"{URL}map.json", HERE} <= set(held)
    client.post(HERE, filled(client, **stand()))
    after = {page["url"]: page["mark"] for page in client.get("/field/held/").json()["pages"]}
    assert HERE not in after
    assert after[URL] != held[URL]


def test_strangers_and_others_grids_are_turned_away(client: Client, town: Town) -> None:
    assert client_for("hezhiqiang").get(HERE).status_code == 403
    assert client_for("hezhiqiang").post(HERE, {"key": "a-key-of-another"}).status_code == 403
    for name in ("stranger", "liguoqiang", "dushen"):
        assert client_for(name).get(URL).status_code == 403
    assert client.get("/field/patrol/at/none/").status_code == 404
    assert client.get("/field/patrol/at/%00/").status_code == 404


def test_the_round_costs_the_same_however_long(
    client: Client, town: Town, django_assert_max_num_queries: Any
) -> None:
    client.post(f"{URL}plan/", {})
    client.get(URL)
    with django_assert_max_num_queries(12):
        client.get(URL)
    assert day(town) == timezone.localdate()
