"""A captain's pages on the phone: only one's own buildings, forms that are sent twice once, and nothing lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.intake.models import Report
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Captaincy, Rooms, SelfCheck, TaskItem
from commongrid.work.captains.terms import Asking
from tests.browsing import client_for
from tests.cast import GRID, Town
from tests.doors.field.test_pages import photo
from tests.work.captains.things import FINE, captain, place

pytestmark = pytest.mark.django_db
HOME = "/field/buildings/P-004/"


@pytest.fixture
def serving(settings: Any, tmp_path: Path, town: Town) -> tuple[Captaincy, Actor, Client]:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)
    captaincy, by = captain(town)
    assert captaincy.account is not None
    return captaincy, by, client_for(captaincy.account.username)


type Serving = tuple[Captaincy, Actor, Client]


def test_a_captain_comes_to_their_buildings_and_to_no_others(serving: Serving) -> None:
    _, _, client = serving
    assert client.get("/desk/")["Location"] == "/field/buildings/"
    assert client.get("/field/")["Location"] == "/field/buildings/"
    assert "东兴路12号出租屋" in client.get("/field/buildings/").content.decode()
    page = client.get(HOME).content.decode()
    assert "第六十八条" in page
    assert "月度安全自查" in page
    assert client.get("/field/buildings/P-005/").status_code == 403
    assert client_for("chenlihua").get(HOME).status_code == 403


def test_rooms_are_filled_in_once_and_then_tapped(serving: Serving) -> None:
    _, _, client = serving
    told = {"key": "rooms-key-01", "lines": "3", "let-1": "", "own-1": "2", "let-2": "3", "vacant-2": "1"}
    assert client.post(f"{HOME}rooms/", told).status_code == 302
    assert client.post(f"{HOME}rooms/", told).status_code == 302
    rooms = Rooms.objects.get()
    assert (rooms.floors, rooms.let) == ([[1, 0, 0, 2], [2, 3, 1, 0]], 3)
    client.post(f"{HOME}rooms/", {"key": "rooms-key-02", "as_before": "1"})
    assert Rooms.objects.count() == 2
    back = client.post(f"{HOME}rooms/", {"key": "rooms-key-03", "lines": "2", "let-1": "-4"})
    assert back.status_code == 422
    assert 'value="-4"' in back.content.decode()


def test_a_look_keeps_what_was_answered_until_it_is_whole(serving: Serving) -> None:
    _, _, client = serving
    url = f"{HOME}look/CK20/"
    form = client.get(url).context["form"]
    told: dict[str, Any] = {"key": form["key"].value(), "edition": form["edition"].value()}
    told |= {f"a-{code}": value for code, value in {**FINE, "q01": "no", "q03": "no"}.items()}
    back = client.post(url, told)
    assert back.status_code == 422
    assert "每处隐患都要选择" in back.content.decode()
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    told |= {"way-q01": "help", "way-q03": "mend", "day-q03": day, "photos-q01": photo("red")}
    answer = client.post(url, told, follow=True)
    assert "已请网格员协助" in answer.content.decode()
    assert SelfCheck.objects.get().gaps == 2
    report = Report.objects.get()
    assert (report.photos, len(files.photos([f"report:{report.pk}"]))) == (1, 1)
    assert report.number in client.get(HOME).content.decode()
    client.post(f"{HOME}gaps/{queries.own_gaps(place())[0].pk}/", {"key": "mend-key-01"})
    assert len(queries.own_gaps(place())) == 1


def test_a_task_is_answered_on_the_page(serving: Serving, town: Town) -> None:
    _, _, client = serving
    asking = Asking("清理楼顶杂物", "台风前", GRID, "", timezone.localdate() + timedelta(days=3))
    task = acts.ask(asking, "task-00001", by=town.chenlihua, at=town.now)
    assert "清理楼顶杂物" in client.get(HOME).content.decode()
    url = f"{HOME}tasks/{task.pk}/"
    refused = client.post(url, {"key": "answer-01", "answer": "cannot", "note": ""}, follow=True)
    assert "请选择原因" in refused.content.decode()
    client.post(url, {"key": "answer-02", "answer": "cannot", "note": "钥匙不在我手上"})
    assert TaskItem.objects.get().note == "钥匙不在我手上"


def test_pages_read_in_english_and_take_few_queries(
    serving: Serving, django_assert_max_num_queries: Any
) -> None:
    _, _, client = serving
    client.cookies["django_language"] = "en"
    assert "My buildings" in client.get("/field/buildings/").content.decode()
    with django_assert_max_num_queries(26):
        client.get(HOME)
