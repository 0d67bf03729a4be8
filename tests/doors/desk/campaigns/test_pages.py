"""The desk's pages of campaigns: drafted with a live count, begun, paused, followed by area, taken away, and ended."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

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


def test_a_draft_is_changed_until_it_is_begun(town: Town) -> None:
    client = client_for("zhoumin")
    url = client.post(f"{URL}new/", filled(client))["Location"]
    form = client.get(f"{url}edit/").context["form"]
    seq = str(form["seq"].value())
    assert (form["name"].value(), form["checklist"].value()) == ("出租屋消防专项行动", "CK01")
    told = {**filled(client), "seq": seq, "name": "出租屋电气专项行动", "area": "449900101001"}
    wrong = client.post(f"{url}edit/", {**told, "ends_on": "2020-01-01"})
    assert (wrong.status_code, wrong.context["form"]["name"].value()) == (422, told["name"])
    assert client.post(f"{url}edit/", told)["Location"] == url
    found = Campaign.objects.get()
    assert (found.name, found.area, found.state) == ("出租屋电气专项行动", "449900101001", "drafting")
    assert "修改了专项行动" in page(client, url)
    late = client.post(f"{url}edit/", {**told, "name": "晚了一步"})
    assert (late.status_code, late.context["form"]["name"].value()) == (409, "晚了一步")
    assert (
        client.post(f"{url}edit/", {**told, "seq": str(late.context["form"]["seq"].value())}).status_code
        == 302
    )
    assert client_for("huangweiming").get(f"{url}edit/").status_code == 403
    client.post(f"{url}begin/")
    assert client.post(f"{url}edit/", told, follow=True).redirect_chain[-1][0] == url
    assert Campaign.objects.get().name == "出租屋电气专项行动"


def test_its_last_day_is_put_off_with_a_reason_and_never_brought_forward(town: Town) -> None:
    client = client_for("zhoumin")
    campaign = begun(client)
    url, later = f"{URL}{campaign.pk}/", campaign.ends_on + timedelta(days=14)
    for told in (
        {"until": later.isoformat()},
        {"until": "2020-01-01", "why": "提前"},
        {"until": "", "why": "无"},
    ):
        client.post(f"{url}extend/", told)
        assert Campaign.objects.get().ends_on == campaign.ends_on
    client.post(f"{url}extend/", {"until": later.isoformat(), "why": "台风耽误"})
    found = Campaign.objects.get()
    assert (found.ends_on, found.state) == (later, "running")
    assert "台风耽误" in page(client, url)
    assert (
        client_for("huangweiming").post(f"{url}extend/", {"until": "2030-01-01", "why": "试"}).status_code
        == 403
    )


def test_the_bulletin_names_areas_and_units_that_have_not_begun_or_are_behind(town: Town) -> None:
    client = client_for("zhoumin")
    campaign = begun(client)
    acts.make(place(), sent(town), by=town.chenlihua, at=town.now)
    today = timezone.localdate()
    Campaign.objects.update(starts_on=today - timedelta(days=20), ends_on=today - timedelta(days=1))
    url = f"{URL}{campaign.pk}/bulletin/"
    for by in ("community", "grid", "unit"):
        shown = client.get(url, {"by": by})
        parts = [*shown.context["not_begun"], *shown.context["behind"]]
        assert parts, by
        assert 1 <= sum(line.counts.due for line in parts) <= 2
        assert "陈丽华" not in shown.content.decode()
        file = f"{URL}{campaign.pk}/bulletin.docx?by={by}"
        assert client.get(file).content.startswith(b"PK")
    assert client.get(f"{URL}{campaign.pk}/bulletin.pdf").content.startswith(b"%PDF-")
    grids = client.get(url, {"by": "grid"}).context
    assert {line.counts.done for line in grids["not_begun"]} == {0}
    assert [line.counts.done for line in client.get(url, {"by": "community"}).context["behind"]] == [1]
    Campaign.objects.update(starts_on=today, ends_on=today + timedelta(days=30))
    assert client.get(url, {"by": "community"}).context["behind"] == []
    assert client_for("stranger").get(url).status_code == 403


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
    data = b"".join(client.get(f"{URL}{campaign.pk}/places.xlsx?which=left").streaming_content)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        assert "=1+1" in [row[3] for row in book.get_sheet_by_index(0).to_python()]
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
