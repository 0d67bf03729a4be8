"""The desk's pages of campaigns: drafted with a live count, begun, paused, followed by area, taken away, and ended."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.registry.premises.models import Premises
from commongrid.work.inspections import acts
from commongrid.work.inspections.models import Campaign, Inspection
from tests.browsing import client_for
from tests.cast import Town
from tests.work.inspections.things import laid, place, sent

pytestmark = pytest.mark.django_db
URL = "/desk/campaigns/"


@pytest.fixture(autouse=True)
def _files_go_with_the_test(settings: Any, tmp_path: Path, town: Town) -> None:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)


def filled(client: Client, **other: str) -> dict[str, str]:
    """The form as a browser would send it."""
    form = client.get(f"{URL}new/").context["form"]
    told = {bound.html_name: bound.value() for bound in form}
    days = {"starts_on": told["starts_on"].isoformat(), "ends_on": told["ends_on"].isoformat()}
    words = {"name": "出租屋消防专项行动", "reason": "秋冬火灾多发", "checklist": "CK01", "area": "449900101"}
    return {"key": told["key"], **days, **words, "kind": "", "words": "", "unit": "", **other}


def begun(client: Client) -> Campaign:
    made = client.post(f"{URL}new/", filled(client))
    client.post(f"{made['Location']}begin/")
    return laid(Campaign.objects.get())


def page(client: Client, url: str, **told: Any) -> str:
    return client.get(url, told).content.decode()


def test_an_empty_list_says_what_a_campaign_is(town: Town) -> None:
    assert "还没有专项行动" in page(client_for("zhoumin"), URL)
    assert 'href="/desk/campaigns/new/"' in page(client_for("zhoumin"), URL)
    assert 'href="/desk/campaigns/new/"' not in page(client_for("huangweiming"), URL)


def test_the_count_follows_the_filter(town: Town) -> None:
    client = client_for("zhoumin")
    asked = {"checklist": "CK01", "area": "449900101"}
    assert "将检查 3 处场所" in page(client, f"{URL}new/count/", **asked)
    assert "将检查 1 处场所" in page(client, f"{URL}new/count/", **asked, words="榕树头")
    assert "不适用" in page(client, f"{URL}new/count/", **asked, kind="school")
    assert "选好检查表" in page(client, f"{URL}new/count/")
    assert "将检查" in page(client, f"{URL}new/count/", checklist="CK01", area="\x00", words="\x00")


def test_a_form_sent_twice_makes_one_draft_and_what_is_wrong_loses_nothing(town: Town) -> None:
    client = client_for("zhoumin")
    told = filled(client)
    wrong = client.post(f"{URL}new/", {**told, "ends_on": "2020-01-01"})
    assert (wrong.status_code, wrong.context["form"]["name"].value()) == (422, told["name"])
    assert "结束日期早于开始日期" in wrong.content.decode()
    assert client.post(f"{URL}new/", told)["Location"] == client.post(f"{URL}new/", told)["Location"]
    assert Campaign.objects.count() == 1


def test_it_is_begun_paused_resumed_and_stopped_with_reasons(town: Town) -> None:
    client = client_for("zhoumin")
    campaign = begun(client)
    url = f"{URL}{campaign.pk}/"
    client.post(f"{url}pause/", {"why": ""})
    assert Campaign.objects.get().state == "running"
    client.post(f"{url}pause/", {"why": "台风"})
    assert "已暂停：台风" in page(client, url)
    client.post(f"{url}resume/")
    client.post(f"{url}stop/", {"why": "并入市里行动"})
    shown = page(client, url)
    assert "已终止：并入市里行动" in shown
    assert "确定终止" not in shown
    assert client.post(f"{url}nonsense/").status_code == 404


def test_progress_goes_down_from_town_to_the_places_and_each_figure_is_a_link(town: Town) -> None:
    client = client_for("zhoumin")
    campaign = begun(client)
    made = acts.make(place(), sent(town, q02="no"), by=town.chenlihua, at=town.now)
    url = f"{URL}{campaign.pk}/"
    shown = page(client, url)
    assert "东兴社区" in shown
    assert "尚未开始" in shown
    assert "33%" in shown
    grid = page(client, url, area="449900101001")
    assert "东兴03网格" in grid
    left = page(client, f"{url}places/", which="left")
    assert "东兴三巷8号" in left
    assert "东兴路12号出租屋" not in left
    gaps = page(client, f"{url}places/", which="gaps")
    assert f"{URL}inspections/{made.pk}/" in gaps
    look = page(client, f"{URL}inspections/{made.pk}/")
    assert "整改中" in look
    assert "得分" in look
    assert "/desk/cases/" in look
    home = page(client, f"/desk/premises/at/{place().code}/")
    assert "这里的案件" in home
    assert f"{URL}inspections/{made.pk}/" in home


def test_tables_are_taken_away_and_run_nothing(town: Town) -> None:
    client = client_for("zhoumin")
    campaign = begun(client)
    Premises.objects.filter(code="P-005").update(name="=1+1")
    table = b"".join(client.get(f"{URL}{campaign.pk}/places.csv?which=left").streaming_content).decode()
    assert "'=1+1" in table
    assert table.count("\n") == 4
    areas = b"".join(client.get(f"{URL}{campaign.pk}/areas.csv").streaming_content).decode()
    assert "449900101001" in areas


def test_everybody_sees_no_more_than_their_own_area(town: Town) -> None:
    campaign = begun(client_for("zhoumin"))
    made = acts.make(place(), sent(town), by=town.chenlihua, at=town.now)
    secretary, url = client_for("huangweiming"), f"{URL}{campaign.pk}/"
    shown = page(secretary, url)
    assert "东兴01网格" in shown or "东兴03网格" in shown
    assert "P-006" not in page(secretary, f"{url}places/", which="left", area="449900101")
    assert secretary.post(f"{url}stop/", {"why": "试"}).status_code == 403
    for name in ("stranger", "dushen", "chenlihua"):
        assert client_for(name).get(url).status_code == 403
    assert client_for("hezhiqiang").get(f"{URL}inspections/{made.pk}/").status_code == 403
    draft = client_for("zhoumin").post(f"{URL}new/", filled(client_for("zhoumin"), name="草案"))
    assert secretary.get(draft["Location"]).status_code == 403


def test_lists_cost_the_same_however_long(town: Town, django_assert_max_num_queries: Any) -> None:
    client = client_for("zhoumin")
    campaign = begun(client)
    for url in (URL, f"{URL}{campaign.pk}/", f"{URL}{campaign.pk}/places/"):
        client.get(url)
        with django_assert_max_num_queries(22):
            assert client.get(url).status_code == 200
    assert not Inspection.objects.exists()
