"""Inspecting on a phone: what is due, the form without scripts, what it opened, and a second look."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.cases.models import Case
from commongrid.work.inspections import acts, queries
from commongrid.work.inspections.models import Gap, Inspection
from tests.browsing import client_for
from tests.cast import Town
from tests.doors.field.test_pages import photo
from tests.work.inspections.things import FINE, laid, place, plan, sent

pytestmark = pytest.mark.django_db
URL = "/field/inspect/P-004/CK01/"


@pytest.fixture(autouse=True)
def _files_go_with_the_test(settings: Any, tmp_path: Path, town: Town) -> None:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)


def filled(client: Client, url: str = URL, **other: Any) -> dict[str, Any]:
    """The form as a phone without scripts would send it."""
    form = client.get(url).context["form"]
    hidden = {name: str(form[name].value() or "") for name in ("key", "edition", "again")}
    given = {f"a-{code}": value for code, value in FINE.items()}
    return {**hidden, "note": "", **given, "photos-q07": photo("green"), **other}


def test_what_is_due_stands_on_today_and_in_its_list(town: Town) -> None:
    client = client_for("chenlihua")
    assert "没有待做的检查" in client.get("/field/inspections/").content.decode()
    campaign = acts.draft(plan(town), "a-key-of-a-desk", by=town.zhoumin, at=town.now)
    laid(acts.begin(campaign, by=town.zhoumin, at=town.now))
    assert "1 项检查待做" in client.get("/field/").content.decode()
    shown = client.get("/field/inspections/", {"lon": "113.745797", "lat": "23.040737"}).content.decode()
    assert URL in shown
    assert "0米" in shown
    assert "P-004" not in client_for("hezhiqiang").get("/field/inspections/").content.decode()


def test_a_place_in_order_is_kept_and_said_so(town: Town) -> None:
    client = client_for("chenlihua")
    answer = client.post(URL, filled(client), follow=True)
    assert "没有发现隐患" in answer.content.decode()
    assert Inspection.objects.get().got == 30


def test_gaps_are_opened_with_numbers_and_sent_twice_is_once(town: Town) -> None:
    client = client_for("chenlihua")
    told = filled(
        client, **{"a-q15": "yes", "photos-q15": photo("red"), "captured_at": "2026-03-02T01:00:00.123Z"}
    )
    first = client.post(URL, told)
    again = client.post(URL, {**told, "photos-q07": photo("green"), "photos-q15": photo("red")})
    assert first["Location"] == again["Location"]
    case = Case.objects.get()
    shown = client.get(first["Location"]).content.decode()
    assert case.number in shown
    assert "确认安全后再离开" in shown
    made = Inspection.objects.get()
    assert made.captured_at is not None
    assert "".join(made.answers["q15"]["photos"]) in shown
    thumb = f"/photos/{made.answers['q07']['photos'][0]}/thumb/"
    assert client_for("stranger").get(thumb).status_code == 404


def test_what_is_missing_is_said_beside_its_question_and_photos_are_kept(town: Town) -> None:
    client = client_for("chenlihua")
    told = filled(client, **{"a-q02": "no", "a-q03": ""})
    answer = client.post(URL, told)
    assert answer.status_code == 422
    wrong = {each.question.code: each.wrong for each in answer.context["wrong"]}
    assert wrong == {"q02": "这一回答需要照片。", "q03": "这一题还没有回答。"}
    kept = {each.question.code: (each.value, each.taken) for each in answer.context["asked"]}
    assert (kept["q02"], kept["q07"]) == (("no", 0), ("yes", 1))
    del told["photos-q07"]
    done = client.post(URL, {**told, "a-q03": "yes", "photos-q02": photo("red")})
    assert done.status_code == 302


def test_questions_follow_without_scripts_by_sending_and_coming_back(town: Town) -> None:
    officer, url = client_for("liguoqiang"), "/field/inspect/P-008/CK02/"
    form = officer.get(url)
    assert [each.is_asked for each in form.context["asked"]][:2] == [True, False]
    hidden = {name: str(form.context["form"][name].value() or "") for name in ("key", "edition")}
    followed = officer.post(url, {**hidden, "a-q01": "yes", "do": "follow"})
    assert followed.status_code == 200
    assert [each.is_asked for each in followed.context["asked"]][:2] == [True, True]
    assert not followed.context["wrong"]


def test_a_unit_that_comes_for_a_campaign_has_its_own_way(town: Town) -> None:
    officer = client_for("liguoqiang")
    assert officer.get("/field/")["Location"] == "/field/inspections/"
    shown = officer.get("/field/inspections/").content.decode()
    assert 'href="/field/"' not in shown
    made = acts.make(place(), sent(town, q02="no"), by=town.chenlihua, at=town.now)
    assert "/field/cases/" not in officer.get(f"/field/inspections/{made.pk}/").content.decode()
    number = Case.objects.get().number
    assert "/field/premises/P-004/" in client_for("chenlihua").get(f"/field/cases/{number}/").content.decode()


def test_a_closed_gap_is_looked_at_again_by_its_question_alone(town: Town) -> None:
    made = acts.make(place(), sent(town, q02="no"), by=town.chenlihua, at=town.now)
    acts.case_closed(Gap.objects.get().case_id, at=town.now)
    client = client_for("chenlihua")
    assert f"?again={made.pk}" in client.get("/field/inspections/").content.decode()
    url = f"{URL}?again={made.pk}"
    form = client.get(url)
    assert [each.question.code for each in form.context["asked"]] == ["q02"]
    told = {name: str(form.context["form"][name].value() or "") for name in ("key", "edition", "again")}
    assert client.post(url, {**told, "a-q02": "yes"}).status_code == 302
    assert Gap.objects.get().state == "resolved"
    assert client.get(url)["Location"] == "/field/premises/P-004/"


def test_nobody_inspects_elsewhere_or_with_another_list(town: Town) -> None:
    assert client_for("hezhiqiang").get(URL).status_code == 403
    assert client_for("huangweiming").get(URL).status_code == 403
    client = client_for("chenlihua")
    assert client.get("/field/inspect/P-004/CK15/").status_code == 302
    assert client.get("/field/inspect/none/CK01/").status_code == 404
    assert client.get(f"{URL}?again=x").status_code == 404


def test_an_older_edition_that_waited_on_the_phone_is_taken(town: Town) -> None:
    from dataclasses import replace

    from commongrid.base.access.terms import SYSTEM
    from commongrid.registry.checklists import acts as lists
    from commongrid.registry.checklists import queries as checklists

    client = client_for("chenlihua")
    told = filled(client)
    old = checklists.checklist("CK01")
    lists.publish([replace(old, zh="新版")], origin="desk", by=SYSTEM, at=timezone.now(), why="改名")
    assert client.post(URL, told).status_code == 302
    assert Inspection.objects.get().edition_id == old.edition_id


def test_the_pages_cost_the_same_however_much_is_asked(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    client = client_for("chenlihua")
    made = acts.make(place(), sent(town, q02="no", q15="yes"), by=town.chenlihua, at=town.now)
    for url in (URL, f"/field/inspections/{made.pk}/", "/field/inspections/", "/field/premises/P-004/"):
        client.get(url)
        with django_assert_max_num_queries(18):
            assert client.get(url).status_code == 200
    assert queries.gap_states(made)
