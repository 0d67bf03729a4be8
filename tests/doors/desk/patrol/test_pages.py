"""The desk's pages of patrol: coverage down to a grid's map, what is overdue, demands with what they ask for, and sending somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.registry.premises.models import Premises
from commongrid.work.patrol import acts, tasks
from commongrid.work.patrol.models import Demand, Due, Round, Stop
from tests.browsing import client_for
from tests.cast import GRID, Town
from tests.work.patrol.things import HOUSE, TOWN, all_kinds, demanded

pytestmark = pytest.mark.django_db
URL = "/desk/patrol/"


@pytest.fixture(autouse=True)
def _now(town: Town) -> None:
    town.now = timezone.now()


def page(client: Client, url: str = URL, **told: Any) -> str:
    return client.get(url, told).content.decode()


def filled(client: Client, **other: Any) -> dict[str, Any]:
    """The form as a browser would send it."""
    form = client.get(f"{URL}demands/new/").context["form"]
    return {
        "key": form["key"].value(), "code": "XC01", "zh": "出租屋每月一查", "en": "Rental buildings monthly", "area": TOWN,
        "what": "premises", "kinds": ["rental_building"], "facet": "", "often": "1", "unit": "month", "minutes": "12",
        "opens": "", "closes": "", "who": "", "checklist": "CK01", "starts_on": timezone.localdate().isoformat(),
        "why": "例行", **other,
    }  # fmt: skip


def test_an_empty_page_says_what_a_demand_is(town: Town) -> None:
    assert "尚未设定要求" in page(client_for("zhoumin"))
    assert f'href="{URL}demands/new/"' in page(client_for("zhoumin"))
    assert f'href="{URL}demands/new/"' not in page(client_for("huangweiming"))


def test_coverage_goes_down_from_the_town_to_a_grid_and_names_nobody(town: Town) -> None:
    client = client_for("zhoumin")
    all_kinds(town)
    acts.visited(HOUSE, timezone.localdate(), at=town.now)
    shown = page(client)
    assert "东兴社区" in shown
    assert "7%" in shown
    grid = page(client, area=GRID)
    assert f"map.json?area={GRID}" in grid
    assert not any(name in shown + grid for name in ("陈丽华", "何志强"))
    told = client.get(f"{URL}map.json", {"area": GRID}).json()
    states = {one["properties"]["title"]: one["properties"]["state"] for one in told["stops"]["features"]}
    assert states["东兴路12号出租屋"] == "fresh"
    assert set(states.values()) == {"fresh", "overdue"}


def test_what_is_overdue_is_a_list_and_a_table_that_runs_nothing(town: Town) -> None:
    client = client_for("zhoumin")
    all_kinds(town)
    Premises.objects.filter(code=HOUSE).update(name="=1+1")
    shown = page(client, f"{URL}overdue/")
    assert "P-001" in shown
    assert shown.count("<tr data-row>") == 14
    table = b"".join(client.get(f"{URL}overdue.csv").streaming_content).decode()
    assert "'=1+1" in table
    assert table.count("\n") == 15
    areas = b"".join(client.get(f"{URL}areas.csv").streaming_content).decode()
    assert "449900101001" in areas
    assert "这里没有逾期" in page(client, f"{URL}overdue/", area="449900101003009")
    assert client.get(f"{URL}overdue/", {"after": "4499~\x00"}).status_code == 200


def test_a_demand_is_set_changed_and_ended_and_the_past_stands(town: Town) -> None:
    client = client_for("zhoumin")
    told = filled(client)
    for _ in range(2):
        assert client.post(f"{URL}demands/new/", told)["Location"] == f"{URL}demands/"
    first = Demand.objects.get()
    shown = page(client, f"{URL}demands/")
    assert "每月 1 次" in shown
    change = page(client, f"{URL}demands/new/", code="XC01")
    assert "到你设定的生效日前一天为止" in change
    later = (timezone.localdate() + timedelta(days=9)).isoformat()
    client.post(f"{URL}demands/new/", filled(client, often="2", starts_on=later))
    first.refresh_from_db()
    assert first.ends_on == timezone.localdate() + timedelta(days=8)
    shown = page(client, f"{URL}demands/")
    assert "即将生效" in shown
    to_come = Demand.objects.get(ends_on=None)
    client.post(f"{URL}demands/{to_come.pk}/end/", {"why": ""})
    assert Demand.objects.filter(ends_on=None).exists()
    client.post(f"{URL}demands/{to_come.pk}/end/", {"why": "改由物业查"})
    assert not Demand.objects.filter(ends_on=None).exists()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(town: Town) -> None:
    client = client_for("zhoumin")
    for other, words in (
        ({"kinds": []}, "请选择要巡查的场所类型"),
        ({"opens": "09:00"}, "时段要有起止"),
        ({"starts_on": "2020-01-01"}, "只能从今天起"),
    ):
        back = client.post(f"{URL}demands/new/", filled(client, **other))
        assert back.status_code == 422
        assert words in back.content.decode()
        assert "出租屋每月一查" in back.content.decode()
    assert not Demand.objects.exists()


def test_the_preview_follows_the_form(town: Town) -> None:
    client = client_for("zhoumin")
    asked = {
        "area": TOWN,
        "what": "premises",
        "kinds": "rental_building",
        "often": "1",
        "unit": "month",
        "minutes": "12",
    }
    assert "3 处，30 天内 3 次：约 1 小时，由 2 名" in page(client, f"{URL}demands/new/preview/", **asked)
    assert "没有这类场所" in page(client, f"{URL}demands/new/preview/", **{**asked, "kinds": "forest"})
    assert "填好巡查对象" in page(client, f"{URL}demands/new/preview/")
    assert "按最多计" in page(client, f"{URL}demands/new/preview/", **asked, facet="rented")


def test_somebody_is_sent_and_the_round_begins_with_it(town: Town) -> None:
    client = client_for("zhoumin")
    all_kinds(town)
    for _ in range(2):
        client.post(f"{URL}urgent/", {"code": HOUSE, "why": "居民反映漏气"})
    found = Round.objects.get()
    assert found.area == GRID
    assert Stop.objects.get(code=HOUSE).number == 1
    assert "没有编号为" in client.post(f"{URL}urgent/", {"code": "none", "why": "x"}).content.decode()
    assert client_for("huangweiming").get(f"{URL}urgent/").status_code == 200
    assert client_for("huangweiming").post(f"{URL}urgent/", {"code": "P-002", "why": "x"}).status_code == 403


def test_everybody_sees_no_more_than_their_own_area(town: Town) -> None:
    all_kinds(town)
    secretary = client_for("huangweiming")
    assert "榕树头" not in page(secretary, area=TOWN)
    assert "P-002" not in page(secretary, f"{URL}overdue/", area=TOWN)
    demand = Demand.objects.get()
    assert secretary.post(f"{URL}demands/{demand.pk}/end/", {"why": "x"}).status_code == 403
    assert secretary.get(f"{URL}demands/").status_code == 200
    for name in ("stranger", "dushen", "liguoqiang"):
        assert client_for(name).get(URL).status_code == 403


def test_pages_cost_the_same_however_many_places(town: Town, django_assert_max_num_queries: Any) -> None:
    client = client_for("zhoumin")
    all_kinds(town)
    tasks.lay_everything(timezone.localdate())
    for url in (URL, f"{URL}?area={GRID}", f"{URL}overdue/", f"{URL}demands/"):
        client.get(url)
        with django_assert_max_num_queries(22):
            assert client.get(url).status_code == 200


def test_a_demand_keeps_its_matters_and_conditions_and_an_unknown_code_is_said(town: Town) -> None:
    zhou = client_for("zhoumin")
    back = zhou.post(f"{URL}demands/new/", filled(zhou, matters="XF-003, XX-999"))
    assert back.status_code == 422
    assert "事项目录中没有：XX-999" in back.content.decode()
    told = filled(zhou, matters="XF-003、XF-003", floors="4", rooms="10", facet="gaps")
    assert zhou.post(f"{URL}demands/new/", told).status_code == 302
    made = Demand.objects.get()
    assert (made.matters, made.floors, made.rooms, made.facet) == (["XF-003"], 4, 10, "gaps")
    again = zhou.get(f"{URL}demands/new/", {"code": "XC01"}).context["form"]
    assert again["matters"].value() == "XF-003"
    assert "4 层以上 · 10 间以上" in page(zhou, f"{URL}demands/")


def test_a_grid_as_a_whole_stands_on_its_map_and_in_words(town: Town) -> None:
    demanded(town, code="XC10", what="grid", kinds=(), times=None, per="", every_days=3)
    Due.objects.filter(code=GRID).update(due_on=timezone.localdate() - timedelta(days=1))
    zhou = client_for("zhoumin")
    told = zhou.get(f"{URL}map.json", {"area": GRID}).json()["areas"]["features"]
    assert {one["properties"]["code"] for one in told if one["properties"].get("stands") == "overdue"} == {
        GRID
    }
    assert "整个网格：<strong>已逾期" in page(zhou, area=GRID)
