"""Editing the catalogue: what the preview says is what is published, and open cases keep theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.cases.models import Case
from commongrid.doors.desk.admin import changes
from commongrid.registry.matters import acts, comparing
from commongrid.registry.matters import queries as matters
from commongrid.registry.units.models import Unit
from commongrid.work.dispatch import queries as dispatch
from commongrid.work.dispatch.models import Rule
from tests.browsing import client_for
from tests.cast import POTHOLE, Town

pytestmark = pytest.mark.django_db
URL = f"/desk/admin/matters/{POTHOLE}/edit/"


@pytest.fixture
def lately(town: Town) -> Town:
    """The town an hour ago: pages ask the real clock, so acts before them must lie in the real past."""
    town.now = timezone.now() - timedelta(hours=1)
    return town


def filled(client: Client, url: str = URL, **other: str) -> dict[str, str]:
    """The form as a browser would send it back, with some fields changed."""
    context = client.get(url).context
    sent: dict[str, Any] = {}
    for form in [context["form"], context["rows"].management_form, *context["rows"].forms]:
        for bound in form:
            value = bound.value()
            if value is True:
                sent[bound.html_name] = "on"
            elif value not in (False, None):
                sent[bound.html_name] = str(value)
    return {**sent, "why": "市里定的", **other}


def test_search_finds_by_chinese_english_code_and_pinyin(town: Town) -> None:
    client = client_for("suqing")
    for words in ("私搭", "unauthorised", "SR-001", "sdlj"):
        page = client.get("/desk/admin/matters/", {"q": words}).content.decode()
        assert "SR-001" in page, words
        assert "BJ1-003" not in page, words


def test_each_reads_in_their_language(town: Town) -> None:
    client = client_for("suqing")
    client.cookies["django_language"] = "en"
    assert "<h1>Unauthorised structure</h1>" in client.get("/desk/admin/matters/SR-001/").content.decode()
    client.cookies["django_language"] = "zh-hans"
    assert "<h1>私搭乱建</h1>" in client.get("/desk/admin/matters/SR-001/").content.decode()


def test_filters_narrow_the_list(town: Town) -> None:
    page = client_for("suqing").get("/desk/admin/matters/", {"kind": "component", "confidence": "seen"})
    shown = [item for item, _department, _handle in page.context["rows"]]
    assert shown
    assert all(item.kind == "component" for item in shown)


def test_the_preview_is_what_is_published(lately: Town) -> None:
    client, before = client_for("suqing"), matters.edition(POTHOLE)
    case = lately.case()
    sent = filled(client, **{"rows-0-handle_amount": "2", "name_en": "Broken road", "is_public": ""})
    page = client.post(URL, sent)
    assert page.status_code == 200
    assert page.context["keeping"] == 1
    assert matters.edition(POTHOLE).number == before.number
    told = page.context["changes"]
    assert client.post(URL, {**sent, "publish": "1"}).status_code == 302
    after = matters.edition(POTHOLE)
    assert after.number == before.number + 1
    assert told == changes.told(comparing.changes(before, after))
    assert len(told) == 3
    assert Case.objects.get(pk=case.pk).edition_id == before.edition_id


def test_a_row_is_added_and_taken_away_without_scripts(town: Town) -> None:
    client = client_for("suqing")
    more = client.post(URL, filled(client, add="1"))
    rows = more.context["rows"].total_form_count()
    assert rows == len(matters.edition(POTHOLE).rows) + 1
    sent = filled(client, **{"rows-0-DELETE": "on"})
    if len(matters.edition(POTHOLE).rows) == 1:
        assert client.post(URL, sent).status_code == 422


def test_nothing_changed_says_so(town: Town) -> None:
    page = client_for("suqing").post(URL, filled(client_for("suqing")))
    assert page.context["changes"] == []
    assert "没有改动" in page.content.decode()


def test_the_second_administrator_is_told_and_keeps_what_they_typed(lately: Town) -> None:
    client = client_for("suqing")
    sent = filled(client, name_en="Second")
    number = matters.edition(POTHOLE).number
    acts.revise(POTHOLE, {"name_en": "First"}, number=number, by=lately.suqing, at=lately.now, why="先改")
    page = client.post(URL, {**sent, "publish": "1"})
    assert page.status_code == 409
    assert "已被他人修改" in page.content.decode()
    assert page.context["form"]["name_en"].value() == "Second"
    assert matters.edition(POTHOLE).name_en == "First"


def test_a_fault_is_shown_and_nothing_is_published(town: Town) -> None:
    client, before = client_for("suqing"), matters.edition(POTHOLE)
    page = client.post(URL, filled(client, confidential="on", is_public="on", publish="1"))
    assert page.status_code == 422
    assert "不能既保密又公开" in page.content.decode()
    assert matters.edition(POTHOLE).number == before.number


def test_half_days_are_refused_by_the_form(town: Town) -> None:
    client = client_for("suqing")
    page = client.post(
        URL, filled(client, **{"rows-0-handle_amount": "1.5", "rows-0-handle_unit": "working_days"})
    )
    assert page.status_code == 422


def test_switching_off_needs_a_reason(town: Town) -> None:
    client, url = client_for("suqing"), f"/desk/admin/matters/{POTHOLE}/switch/"
    client.post(url, {"off": "1", "why": " "})
    assert matters.edition(POTHOLE).active
    client.post(url, {"off": "1", "why": "并入别的事项"})
    assert not matters.edition(POTHOLE).active
    client.post(url, {"on": "1", "why": "恢复"})
    assert matters.edition(POTHOLE).active


def test_a_reason_changed_meanwhile_is_not_overwritten(lately: Town) -> None:
    client, url = client_for("suqing"), "/desk/admin/reasons/decline/DR01/"
    first = client.get(url).context["form"]
    sent = {bound.html_name: bound.value() for bound in first if bound.value() not in (None, False)}
    assert client.post(url, {**sent, "en": "Outside of it"}).status_code == 302
    assert matters.kept().reasons["decline", "DR01"].en == "Outside of it"
    before = len([one for one in matters.kept().reasons.values() if one.active])
    assert client.post(url, {**sent, "en": "Later"}).status_code == 409
    assert matters.kept().reasons["decline", "DR01"].en == "Outside of it"
    assert len([one for one in matters.kept().reasons.values() if one.active]) == before


def test_a_rule_is_set_ended_and_obeyed(town: Town) -> None:
    client, unit = client_for("suqing"), town.unit_of("wuminyi")
    sent = {"matter": POTHOLE, "area": "449900101001", "unit": unit.code, "note": "归它管"}
    assert client.post("/desk/admin/rules/", sent).status_code == 302
    assert dispatch.ruled_unit(POTHOLE, "449900101001003") == unit
    rule = Rule.objects.get()
    assert client.post(f"/desk/admin/rules/{rule.pk}/end/", {"why": "不再"}).status_code == 302
    assert dispatch.ruled_unit(POTHOLE, "449900101001003") is None
    everywhere = client.post("/desk/admin/rules/", {**sent, "matter": "", "area": ""})
    assert everywhere.status_code == 422


def test_a_rule_names_matter_place_and_unit_as_people_call_them(town: Town) -> None:
    client, unit = client_for("suqing"), town.unit_of("wuminyi")
    sent = {"matter": "道路破损", "area": "东兴社区", "unit": unit.name_zh, "note": "归它管"}
    page = client.get("/desk/admin/rules/").content.decode()
    assert f'<option value="{unit.name_zh}">{unit.code}</option>' in page
    assert client.post("/desk/admin/rules/", sent).status_code == 302
    assert dispatch.ruled_unit(POTHOLE, "449900101001003") == unit
    listed = client.get("/desk/admin/rules/").content.decode()
    assert "<small>道路破损</small>" in listed
    assert "<small>东兴社区</small>" in listed
    unknown = client.post(
        "/desk/admin/rules/", {**sent, "unit": "没有的局", "area": "没有的村", "matter": "没有的事"}
    )
    assert set(unknown.context["form"].errors) == {"unit", "area", "matter"}
    Unit.objects.filter(pk=town.unit_of("liguoqiang").pk).update(name_zh=unit.name_zh)
    twice = client.post("/desk/admin/rules/", sent)
    assert unit.code in str(twice.context["form"].errors["unit"])
