"""A resident becomes captain of a building, on public pages: asks, agrees, gets the sign-in, resigns; strangers see nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.registry.people import acts as people
from commongrid.registry.premises import acts as premises
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Captaincy
from tests.browsing import prove
from tests.cast import Town
from tests.work.captains.things import PHONE, captain, place

pytestmark = pytest.mark.django_db
APPLY = "/captains/apply/P-004/"


@pytest.fixture
def he(town: Town) -> Client:
    town.now = timezone.now() - timedelta(hours=1)
    return prove(Client(), people.remember(phone=PHONE, at=town.now).pk)


def plate(town: Town) -> str:
    house = place()
    return premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now).token


def test_the_plate_offers_it_and_whoever_has_proven_nothing_is_asked_to(he: Client, town: Town) -> None:
    page = he.get(f"/p/{plate(town)}/").content.decode()
    assert APPLY in page
    stranger = Client().get(APPLY)
    assert stranger["Location"].startswith("/prove/?next=/captains/apply/")


def test_asked_for_once_however_often_it_is_sent(he: Client) -> None:
    key = he.get(APPLY).context["form"]["key"].value()
    back = he.post(APPLY, {"key": key, "capacity": "owner", "name": ""})
    assert back.status_code == 422
    told = {"key": key, "capacity": "owner", "name": "何伯"}
    for _turn in range(2):
        assert he.post(APPLY, told)["Location"] == "/captains/"
    assert Captaincy.objects.count() == 1
    page = he.get("/captains/").content.decode()
    assert "待答复" in page
    assert "撤回" in page


def test_who_is_asked_agrees_gets_a_sign_in_once_and_resigns(he: Client, town: Town) -> None:
    named = acts.name(place(), ("何伯", PHONE), "owner", "name-0001", by=town.zhoumin, at=town.now)
    he.post(f"/captains/{named.pk}/agree/")
    assert queries.serving(place()) is not None
    shown = he.post(f"/captains/{named.pk}/sign-in/")
    username, password = shown.context["username"], shown.context["password"]
    assert town.account(username).check_password(password)
    assert "no-store" in shown["Cache-Control"]
    signed = Client()
    assert signed.post("/accounts/login/", {"login": username, "password": password}).status_code == 302
    he.post(f"/captains/{named.pk}/resign/")
    assert queries.serving(place()) is None


def test_nobody_elses_captaincy_is_shown_or_moved(he: Client, town: Town) -> None:
    serving, _by = captain(town)
    other = prove(Client(), people.remember(phone="13827605190", at=town.now).pk)
    assert "东兴路12号" not in other.get("/captains/").content.decode()
    for deed in ("resign", "sign-in", "agree"):
        assert other.post(f"/captains/{serving.pk}/{deed}/").status_code == 404


def test_thanks_stand_on_the_plates_page_only_with_consent(he: Client, town: Town) -> None:
    serving, _by = captain(town)
    token = plate(town)
    thanks = acts.commend(serving, "把老人接到一楼", "thanks-001", by=town.zhoumin, at=town.now)
    assert "把老人接到一楼" not in Client().get(f"/p/{token}/").content.decode()
    he.post(f"/captains/thanks/{thanks.pk}/", {"show": "1"})
    page = Client().get(f"/p/{token}/").content.decode()
    assert "把老人接到一楼" in page
    assert "何伯" not in page
    he.post(f"/captains/thanks/{thanks.pk}/", {"hide": "1"})
    assert "把老人接到一楼" not in Client().get(f"/p/{token}/").content.decode()


def test_my_data_tells_of_it(he: Client, town: Town) -> None:
    captain(town)
    page = he.get("/my/data/").content.decode()
    assert "你负责的楼栋" in page
    assert "业主" in page


def test_in_english(he: Client, town: Town) -> None:
    captain(town)
    he.cookies["django_language"] = "en"
    page = he.get("/captains/").content.decode()
    assert "What a building captain does" in page
    assert "楼栋长" not in page.replace("东兴路12号出租屋", "")


def test_applying_too_often_is_slowed_down(he: Client) -> None:
    told: dict[str, Any] = {"capacity": "owner", "name": "何伯"}
    codes = [he.post(APPLY, {**told, "key": f"key-number-{turn}"}).status_code for turn in range(12)]
    assert codes[-1] == 429


def test_a_building_is_found_by_its_address(he: Client) -> None:
    page = he.get("/captains/", {"q": "东兴三巷"}).content.decode()
    assert "/captains/apply/P-005/" in page
    assert "P-001" not in he.get("/captains/", {"q": "市场"}).content.decode()
    assert "没有这个名称" in he.get("/captains/", {"q": "不存在的楼"}).content.decode()
    assert he.get("/captains/", {"q": "%00"}).status_code == 200
