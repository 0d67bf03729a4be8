"""The pages of services brought out: asked, agreed, read by residents, done, rated; and who is kept out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.work.outreach import acts
from commongrid.work.outreach.models import Request
from tests.browsing import client_for
from tests.cast import Town
from tests.work.outreach.things import VILLAGE, agreed, asked, asking

pytestmark = pytest.mark.django_db
URL = "/desk/outreach/"


@pytest.fixture
def now_town(town: Town) -> Town:
    town.now = timezone.now()
    return town


def sent(**other: Any) -> dict[str, Any]:
    on = (timezone.localtime() + timedelta(days=4)).strftime("%Y-%m-%dT%H:%M")
    told = {
        "key": str(uuid4()),
        "division": VILLAGE,
        "service": "pets",
        "level": "9",
        "first": on,
        "hours": "3",
    }
    return {**told, "people": "60", "place": "社区广场", "note": "", **other}


def test_asked_once_agreed_read_by_residents_done_and_rated(now_town: Town) -> None:
    asking(now_town)
    village, office, told = client_for("huangweiming"), client_for("liguoqiang"), sent()
    first, again = village.post(f"{URL}new/", told), village.post(f"{URL}new/", told)
    assert (first.status_code, first["Location"]) == (302, again["Location"])
    found = Request.objects.get()
    page = f"{URL}{found.pk}/"
    assert "犬只登记与免疫" in office.get(URL).content.decode()
    assert office.post(f"{page}offer/", {"day": "", "why": "有任务"}).status_code == 422
    assert office.post(f"{page}accept/", {"day": found.days[0].isoformat()}).status_code == 302
    assert "社区广场" in Client().get("/services/coming/", {"q": "东兴社区"}).content.decode()
    assert "社区广场" not in Client().get("/services/coming/", {"q": "河东社区"}).content.decode()
    Request.objects.update(begins_at=timezone.now() - timedelta(hours=5))
    assert office.post(f"{page}finish/", {"served": "57"}).status_code == 302
    assert village.post(f"{page}rate/", {"stars": "5"}).status_code == 302
    shown = office.get(f"/desk/whistles/units/{found.unit.code}/").content.decode()
    assert "57" in shown
    assert "57" in village.get(f"{URL}?list=past").content.decode()


def test_what_was_typed_stays_and_a_department_that_is_not_there_is_said(now_town: Town) -> None:
    asking(now_town)
    client = client_for("huangweiming")
    wrong = client.post(f"{URL}new/", sent(people="0", place="文化活动中心"))
    assert (wrong.status_code, wrong.context["form"]["place"].value()) == (422, "文化活动中心")
    assert client.post(f"{URL}new/", sent(service="none")).status_code == 422
    assert not Request.objects.exists()


def test_others_are_kept_out(now_town: Town) -> None:
    found = asked(now_town)
    assert client_for("wuminyi").get(f"{URL}{found.pk}/").status_code == 403
    assert client_for("chenlihua").get(URL).status_code == 403
    assert client_for("liguoqiang").get(f"{URL}new/").status_code == 403
    assert client_for("huangweiming").post(f"{URL}{found.pk}/decline/", {"why": "x"}).status_code == 403
    assert client_for("liangyong").get(f"{URL}{found.pk}/").status_code == 200


def test_a_list_costs_the_same_however_long_it_is(now_town: Town, django_assert_max_num_queries: Any) -> None:
    asked(now_town)
    client = client_for("huangweiming")
    client.get(URL)
    with django_assert_max_num_queries(60) as few:
        client.get(URL)
    for _ in range(4):
        agreed(now_town)
    with django_assert_max_num_queries(60) as many:
        client.get(URL)
    assert len(many) <= len(few)


def test_a_notice_called_off_says_why(now_town: Town) -> None:
    acts.call_off(agreed(now_town), by=now_town.liguoqiang, at=now_town.now, why="台风停办")
    assert "台风停办" in Client().get("/services/coming/").content.decode()
