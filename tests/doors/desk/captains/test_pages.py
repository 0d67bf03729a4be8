"""The desk's pages of captains: the queue, one captaincy, asking somebody, tasks; masked, bounded, and in English."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from commongrid.work.captains.models import Captaincy, Commendation, Task
from tests.browsing import client_for
from tests.cast import GRID, Town
from tests.work.captains.things import applied, captain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(town: Town) -> None:
    town.now = timezone.now() - timedelta(hours=1)


def test_who_waits_is_accepted_with_the_number_masked(town: Town) -> None:
    asked = applied(town)
    zhou = client_for("zhoumin")
    page = zhou.get("/desk/captains/").content.decode()
    assert "东兴路12号出租屋" in page
    assert "138****5191" in page
    assert "13827605191" not in page
    url = f"/desk/captains/{asked.pk}/"
    assert zhou.post(f"{url}accept/").status_code == 302
    assert zhou.post(f"{url}accept/", follow=True).status_code == 200
    assert Captaincy.objects.get().state == "serving"
    assert "在任" in zhou.get(url).content.decode()
    assert client_for("stranger").get(url).status_code == 403


def test_a_no_needs_a_reason_and_keeps_what_was_written(town: Town) -> None:
    asked = applied(town)
    zhou, url = client_for("zhoumin"), f"/desk/captains/{asked.pk}/decline/"
    back = zhou.post(url, {"decline-reason": "sold", "decline-why": "登记的业主是别人"})
    assert back.status_code == 422
    assert "登记的业主是别人" in back.content.decode()
    zhou.post(url, {"decline-reason": "not_of_building", "decline-why": "登记的业主是别人"})
    assert Captaincy.objects.get().state == "declined"
    assert client_for("chenlihua").post(url).status_code == 403


def test_somebody_is_asked_directly(town: Town) -> None:
    zhou = client_for("zhoumin")
    form = zhou.get("/desk/captains/name/?place=P-005").context["form"]
    told = {
        "key": form["key"].value(),
        "place": "P-005",
        "capacity": "owner",
        "name": "何伯",
        "phone": "13827605191",
    }
    assert zhou.post("/desk/captains/name/", {**told, "phone": "12"}).status_code == 422
    assert zhou.post("/desk/captains/name/", {**told, "place": "P-999"}).status_code == 422
    for _turn in range(2):
        assert zhou.post("/desk/captains/name/", told).status_code == 302
    assert Captaincy.objects.get().state == "named"


def test_thanks_are_given_and_taken_back(town: Town) -> None:
    serving, _by = captain(town)
    zhou = client_for("zhoumin")
    told = {"key": "thanks-key-1", "words": "台风天把老人接到一楼"}
    zhou.post(f"/desk/captains/{serving.pk}/commend/", told)
    zhou.post(f"/desk/captains/{serving.pk}/commend/", told)
    thanks = Commendation.objects.get()
    zhou.post(f"/desk/captains/thanks/{thanks.pk}/", {"why": "写错了楼"})
    thanks.refresh_from_db()
    assert thanks.withdrawn_at is not None


def test_a_task_is_asked_seen_and_withdrawn(town: Town) -> None:
    captain(town)
    chen = client_for("chenlihua")
    form = chen.get("/desk/captains/tasks/new/").context["form"]
    due = (timezone.localdate() + timedelta(days=3)).isoformat()
    told = {
        "key": form["key"].value(),
        "title": "清理楼顶",
        "words": "",
        "area": GRID,
        "kind": "",
        "due_on": due,
    }
    assert chen.post("/desk/captains/tasks/new/", {**told, "due_on": ""}).status_code == 422
    for _turn in range(2):
        chen.post("/desk/captains/tasks/new/", told)
    task = Task.objects.get()
    url = f"/desk/captains/tasks/{task.pk}/"
    assert "东兴路12号出租屋" in chen.get(url).content.decode()
    assert "清理楼顶" in chen.get("/desk/captains/tasks/").content.decode()
    assert client_for("hezhiqiang").get(url).status_code == 403
    chen.post(url, {"why": "改期"})
    task.refresh_from_db()
    assert task.withdrawn_at is not None


def test_pages_in_english_take_few_queries(town: Town, django_assert_max_num_queries: Any) -> None:
    serving, _by = captain(town)
    zhou = client_for("zhoumin")
    zhou.cookies["django_language"] = "en"
    with django_assert_max_num_queries(40):
        page = zhou.get(f"/desk/captains/{serving.pk}/").content.decode()
    assert "End the term" in page
    assert "Building captains" in zhou.get("/desk/captains/?state=serving&after=x~y").content.decode()
