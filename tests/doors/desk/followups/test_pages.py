"""The pages of follow-up calls: plan, list, call, result, undo, figures; and who is kept out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.cases.models import Case
from commongrid.work.followups import acts, queries
from commongrid.work.followups.models import Call, Quiet
from tests.browsing import client_for, prove
from tests.cast import Town
from tests.work.followups.things import PHONE, found, owed

URL = "/desk/followups/"


@pytest.fixture
def now_town(town: Town) -> Town:
    """The town as it was yesterday, so that what is closed in it is closed by now."""
    town.now = timezone.now() - timedelta(hours=30)
    return town


def plan_form(**other: Any) -> dict[str, Any]:
    told = {
        "after": "0", "percent": "20", "weekly_most": "50", "wait_hours": "0", "tries": "3", "always_redone": "on",
        "why": "常委会议定", "share-TOTAL_FORMS": "2", "share-INITIAL_FORMS": "0", "share-0-channel": "12345",
        "share-0-percent": "40", "share-1-channel": "", "share-1-percent": "",
    }  # fmt: skip
    return {**told, **other}


@pytest.mark.django_db
def test_the_administrator_publishes_a_plan_and_a_script(town: Town) -> None:
    client = client_for("suqing")
    assert (
        "Not published yet" in client.get(f"{URL}plan/", headers={"accept-language": "en"}).content.decode()
    )
    wrong = client.post(f"{URL}plan/", plan_form(percent="120"))
    assert wrong.status_code == 422
    assert 'value="120"' in wrong.content.decode()
    assert client.post(f"{URL}plan/", plan_form()).status_code == 302
    plan = queries.plan()
    assert plan is not None
    assert (plan.percent, [(one.channel, one.percent) for one in plan.shares]) == (20, [("12345", 40)])
    assert client.post(f"{URL}plan/", plan_form(percent="30")).status_code == 422, "another edition since"
    lines = {"after": "0", "why": "试用", "line-TOTAL_FORMS": "1", "line-INITIAL_FORMS": "0"}
    one = {"line-0-code": "", "line-0-asks": "yes_no", "line-0-zh": "修好了吗？", "line-0-en": ""}
    assert client.post(f"{URL}script/", {**lines, **one}).status_code == 422
    assert client.post(f"{URL}script/", {**lines, **one, "line-0-en": "Is it mended?"}).status_code == 302
    assert [line.zh for line in queries.script()] == ["修好了吗？"]


@pytest.mark.django_db(transaction=True)
def test_a_call_is_taken_made_and_sent_round_again(now_town: Town) -> None:
    call, client = owed(now_town), client_for("liangyong")
    page = f"{URL}{call.pk}/"
    assert call.case.number in client.get(URL).content.decode()
    assert PHONE not in client.get(page).content.decode()
    assert client.post(f"{URL}next/")["Location"] == page
    assert client.post(page, {"look": "1", "why": ""}).status_code == 422
    assert PHONE in client.post(page, {"look": "1", "why": "办结后回访"}).content.decode()
    wrong = client.post(page, {"result": "not_satisfied", "words": "", "then": "redo", "note": "重铺"})
    assert wrong.status_code == 422
    assert "重铺" in wrong.content.decode()
    client.post(
        page, {"result": "not_satisfied", "q_done": "no", "words": "还是坑", "then": "redo", "note": "重铺"}
    )
    assert Case.objects.get(pk=call.case_id).round == 2
    assert Call.objects.get().answers == {"done": False}
    assert "回访后重办" in client_for("zhoumin").get(f"/desk/cases/{call.case.number}/").content.decode()
    month = f"month={timezone.localtime():%Y-%m}"
    results = client_for("zhoumin").get(f"{URL}results/?{month}")
    assert results.context["total"].told.redone == 1
    behind = client_for("zhoumin").get(f"{URL}made/?{month}&kind=redone&area={call.area[:9]}")
    assert behind.context["count"] == 1
    assert call.case.number in behind.content.decode()


@pytest.mark.django_db
def test_a_wrong_tap_is_offered_back(now_town: Town) -> None:
    call, client = owed(now_town), client_for("liangyong")
    client.post(f"{URL}{call.pk}/take/")
    client.post(f"{URL}{call.pk}/", {"result": "declined"})
    assert f"{URL}{call.pk}/undo/" in client.get(URL).content.decode()
    client.post(f"{URL}{call.pk}/undo/")
    assert (found(call.case).state, Quiet.objects.count()) == ("due", 0)


@pytest.mark.django_db
def test_the_list_asks_the_same_whether_long_or_short(
    now_town: Town, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        owed(now_town)
    client = client_for("liangyong")
    client.get(URL)
    with django_assert_max_num_queries(32):
        assert len(client.get(URL).context["rows"]) == 4


@pytest.mark.django_db
def test_a_resident_says_that_they_want_no_call(now_town: Town) -> None:
    call = owed(now_town)
    report = call.report
    client = prove(Client(), report.person_id)
    assert "no_call" in client.get(f"/my/{report.number}/").content.decode()
    client.post(f"/my/{report.number}/no_call/")
    assert Call.objects.get().state == "withdrawn"
    assert "no_call" not in client.get(f"/my/{report.number}/").content.decode()


@pytest.mark.django_db
def test_the_pages_are_for_those_who_call_see_or_set(now_town: Town) -> None:
    call = owed(now_town)
    for address in ("", "results/", "made/", "plan/", "script/", f"{call.pk}/"):
        for name in ("liguoqiang", "stranger", "wangxiuying"):
            assert client_for(name).get(f"{URL}{address}").status_code == 403, (name, address)
    for name, address in (("zhoumin", f"{call.pk}/"), ("zhoumin", "plan/"), ("liangyong", "script/")):
        assert client_for(name).get(f"{URL}{address}").status_code == 403
    assert client_for("zhoumin").post(f"{URL}next/").status_code == 403
    assert client_for("zhoumin").get(f"{URL}made/?kind=nothing").status_code == 404
    acts.claim(call, by=now_town.liangyong, at=timezone.now())
    assert client_for("zhoumin").post(f"{URL}{call.pk}/undo/").status_code == 403
