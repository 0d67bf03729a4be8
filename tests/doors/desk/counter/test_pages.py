"""The pages of the counter: taking down, the receipt, the queue, the group behind a report, and who is kept out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from commongrid.base.privacy.models import Look
from commongrid.intake.models import Report
from commongrid.registry.places.rules import DAYS
from commongrid.registry.points import acts as points
from commongrid.registry.points import rules
from commongrid.work.reception import queries
from commongrid.work.reception.models import Ticket
from tests.base.files import pictures_made
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
URL = "/desk/counter/"
HALL = "SP-449900101001"
ALWAYS = {day: [["00:00", "24:00"]] for day in (*DAYS, rules.HOLIDAY)}


@pytest.fixture
def hall(town: Town) -> str:
    """The hall is open round the clock, whenever the test runs."""
    points.change(HALL, 0, {"hours": ALWAYS}, by=town.zhoumin, at=town.now, why="测试")
    return HALL


def sent(**other: Any) -> dict[str, Any]:
    return {
        "key": str(uuid4()),
        "phone": "13800007777",
        "words": "楼上漏水，天花板都湿了",
        "channel": "visit",
        **other,
    }


def number_of(answer: Any) -> str:
    return str(answer["Location"]).rstrip("/").rsplit("/", 1)[-1]


def test_a_matter_is_taken_down_once_and_handed_over(town: Town) -> None:
    client = client_for("huangweiming")
    told = sent()
    first, second = client.post(URL, told), client.post(URL, told)
    assert first.status_code == second.status_code == 302
    assert number_of(first) == number_of(second)
    report = Report.objects.get(number=number_of(first))
    assert (report.channel, report.area, str(report.pk)) == ("visit", "449900101001", told["key"])
    page = client.get(first["Location"]).content.decode()
    assert report.number[:2] in page
    assert 'class="qr"' in page
    assert client_for("liguoqiang").get(first["Location"]).status_code == 403


def test_what_was_typed_stays_when_it_is_refused(town: Town) -> None:
    answer = client_for("zhoumin").post(URL, sent(people="94", representatives="陈大文"))
    assert answer.status_code == 422
    assert "每名代表都要留电话" in answer.content.decode()
    assert answer.context["form"]["words"].value() == "楼上漏水，天花板都湿了"
    assert 'class="why" open' in answer.content.decode()


def test_a_group_shows_its_number_to_those_who_handle_it_and_its_names_for_a_reason(town: Town) -> None:
    client = client_for("zhoumin")
    told = sent(phone="", people="94", representatives="陈大文 13800001111", names="王五、赵六")
    number = number_of(client.post(URL, told))
    assert "共 94 人" in client.get(f"{URL}receipts/{number}/").content.decode()
    page = client.get(f"{URL}groups/{number}/").content.decode()
    assert "138****1111" in page
    assert "王五" not in page
    assert f"{URL}groups/{number}/" in client.get(f"/desk/reports/{number}/").content.decode()
    assert client_for("hezhiqiang").get(f"{URL}groups/{number}/").status_code == 403


def test_a_known_number_is_shown_masked_and_the_look_is_kept(town: Town) -> None:
    client = client_for("zhoumin")
    client.post(URL, sent(name="钱美玲"))
    assert "138****7777" in client.post(f"{URL}person/", {"phone": "13800007777"}).content.decode()
    assert Look.objects.filter(account_id=town.zhoumin.account_id).count() == 1


def test_the_words_point_to_a_matter_and_to_what_is_open(town: Town) -> None:
    town.case()
    answer = client_for("zhoumin").post(
        f"{URL}known/", {"words": "东兴路12号路面塌了一个大坑", "address": "东兴03网格"}
    )
    assert "内容指向" in answer.content.decode()


def test_numbers_are_taken_called_and_served(town: Town, hall: str) -> None:
    client, resident = client_for("huangweiming"), Client()
    page = resident.get(f"/points/{hall}/")
    key = page.context["key"]
    got = resident.post(f"/points/{hall}/ticket/", {"key": key, "service": "intake"})
    assert got.status_code == 302
    assert (
        resident.post(f"/points/{hall}/ticket/", {"key": key, "service": "intake"})["Location"]
        == got["Location"]
    )
    assert "A001" in resident.get(got["Location"]).content.decode()
    kiosk = resident.post(f"/hall/{hall}/", {"key": "at-the-hall-1", "service": "errands"}, follow=True)
    assert "E001" in kiosk.content.decode()
    client.post(f"{URL}place/", {"point": hall, "counter": "3"})
    assert "A001" in client.post(f"{URL}call/", follow=True).content.decode()
    assert "3 号窗口" in resident.get(got["Location"]).content.decode()
    assert "A001" in resident.get(f"/hall/{hall}/").content.decode()
    called = queries.at_counter(hall, timezone.localdate(), "3")
    assert called is not None
    client.post(f"{URL}tickets/{called.pk}/served/")
    assert Ticket.objects.get(pk=called.pk).state == "served"


def test_a_hall_that_is_shut_says_when_it_opens(town: Town) -> None:
    points.change(HALL, 0, {"hours": {"holiday": []}}, by=town.zhoumin, at=town.now, why="测试")
    answer = Client().post(f"/hall/{HALL}/", {"key": "at-the-hall-1", "service": "intake"})
    assert answer.status_code == 409
    assert "站点开放时才能取号" in answer.content.decode()


def test_a_phone_sends_photos_to_the_counter(town: Town, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client, key = client_for("zhoumin"), str(uuid4())
    shown = client.post(f"{URL}photos/", {"key": key})
    address = str(shown.context["address"]).split("testserver", 1)[1]
    answer = Client().post(
        address, {"photos": SimpleUploadedFile("paper.jpg", pictures_made.with_everything(), "image/jpeg")}
    )
    assert answer.status_code == 302
    assert len(client.get(f"{URL}photos/{key}/").context["photos"]) == 1
    report = Report.objects.get(number=number_of(client.post(URL, sent(key=key))))
    assert report.photos == 1
    assert client_for("huangweiming").get(f"{URL}photos/{key}/").status_code == 404
    assert Client().get("/photos/not-a-token/").status_code == 404


def test_the_counter_is_for_those_who_serve_there(town: Town) -> None:
    assert client_for("liguoqiang").get(URL).status_code == 403
    assert client_for("stranger").get(URL).status_code == 403
