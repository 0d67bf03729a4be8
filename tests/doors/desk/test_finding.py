"""Finding on the desk: every filter, the suggestions, the reporter's phone, and what nobody may find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commongrid.base.privacy.models import Look
from commongrid.cases import numbers
from commongrid.registry.people import acts as people
from tests.cast import DISPUTE, LAMP, Town

SignIn = Callable[[str], Client]
PHONE = "13800138000"


def shown(client: Client, query: str) -> int:
    response = client.get(f"/desk/?{query}")
    assert response.status_code == 200
    return len(response.context["listed"].cases)


def test_filters_combine(town: Town, client_of: SignIn) -> None:
    pothole, lamp = town.case(address="东兴路12号"), town.case(LAMP, address="西华街8号")
    client, day = client_of("zhoumin"), f"{town.now:%Y-%m-%d}"
    spoken = numbers.spoken(lamp.number)
    for query, expected in {
        "q=东兴路": 1,
        "q=路灯": 1,
        f"q={town.item(LAMP).name_en.split()[0].upper()}": 1,
        f"q={spoken[5:]}": 1,
        f"q={pothole.number[:5]}": 2,
        f"q=东兴路&area={pothole.area[:12]}": 1,
        "q=东兴路&area=449900101002": 0,
        f"q=路灯&matter={LAMP}": 1,
        f"q=东兴路&matter={LAMP}": 0,
        f"queue=any&since={day}&until={day}": 2,
        "queue=any&since=2025-01-01&until=2025-02-01": 0,
        "queue=any&channel=snap": 2,
        "q=东兴路&queue=closed": 0,
        "queue=any&since=nonsense&channel=nowhere": 2,
    }.items():
        assert shown(client, query) == expected, query


def test_found_words_are_marked_and_an_empty_list_teaches(town: Town, client_of: SignIn) -> None:
    town.case(address="东兴路12号")
    client = client_of("zhoumin")
    assert "<mark>东兴路</mark>" in client.get("/desk/?q=东兴路").content.decode()
    assert "<mark>" not in client.get("/desk/?q=<script>").content.decode()
    assert "teach" in client.get("/desk/?q=没有这个").content.decode()


def test_what_one_may_not_see_is_not_found(town: Town, client_of: SignIn) -> None:
    case = town.case(DISPUTE, address="东兴路12号")
    assert case.confidential
    assert shown(client_of("zhoumin"), "q=东兴路") == 1
    officer = client_of("liguoqiang")
    for query in (
        "q=东兴路",
        f"q={case.number}",
        f"q={case.number[:5]}",
        f"q={case.number[4:]}",
        "queue=any",
    ):
        assert shown(officer, query) == 0, query
    assert case.number[:4] not in officer.get("/desk/search/suggest/", {"q": case.number}).content.decode()
    assert officer.get("/desk/map/shown.json?queue=any&bbox=100,0,130,50&zoom=15").json()["count"] == 0


def test_suggestions_name_cases_places_matters_and_units(town: Town, client_of: SignIn) -> None:
    case = town.case()
    client = client_of("zhoumin")

    def said(typed: str) -> str:
        return client.get("/desk/search/suggest/", {"q": typed}).content.decode()

    assert f"/desk/cases/{case.number}/" in said(numbers.spoken(case.number).lower())
    assert f"matter={LAMP}" in said("路灯")
    assert "area=449900101" in said(town.actors["zhoumin"].unit_name[:2]) or "unit=" in said("城管")
    assert 'role="option"' not in said("x")
    assert client.get("/desk/search/suggest/", {"q": "路灯"})["Cache-Control"] == "private, no-store"


@pytest.mark.django_db(transaction=True)
def test_a_phone_finds_its_reports_after_the_look_is_logged(town: Town, client_of: SignIn) -> None:
    person = people.remember(phone=PHONE, at=town.now)
    case = town.case(person_id=person.pk)
    client = client_of("zhoumin")
    asked = {"phone": "138 0013 8000", "why": "来电人询问办理进度"}
    page = client.post("/desk/search/reporter/", asked).content.decode()
    assert case.number in page
    assert PHONE not in page
    look = Look.objects.get()
    assert (look.field, look.reason) == ("people_person.phone", "来电人询问办理进度")
    assert client.post("/desk/search/reporter/", {**asked, "why": "看"}).status_code == 422
    assert case.number not in client_of("liguoqiang").post("/desk/search/reporter/", asked).content.decode()
    assert client_of("stranger").get("/desk/search/reporter/").status_code in (302, 403)


def test_a_map_of_many_cases_asks_no_more_than_a_map_of_one(town: Town, client_of: SignIn) -> None:
    client, (lon, lat) = client_of("zhoumin"), town.spot()
    box = f"bbox={lon - 0.01},{lat - 0.01},{lon + 0.01},{lat + 0.01}"

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as told:
            found = client.get(f"/desk/map/shown.json?queue=any&{box}&zoom=15").json()
        return found["count"], len(told)

    town.case()
    asked()
    few, before = asked()
    for _ in range(4):
        town.case()
    many, after = asked()
    assert many == few + 4
    assert after == before


def test_the_map_sums_from_far_and_shows_cases_from_near(town: Town, client_of: SignIn) -> None:
    from commongrid.work.tallies import acts as tallies

    case = town.case()
    tallies.rebuild(at=town.now)
    client, (lon, lat) = client_of("zhoumin"), town.spot()
    box = f"bbox={lon - 0.01},{lat - 0.01},{lon + 0.01},{lat + 0.01}"
    far = client.get(f"/desk/map/shown.json?queue=open&{box}&zoom=10").json()
    assert [one["n"] for one in far["sums"]] == [1]
    near = client.get(f"/desk/map/shown.json?queue=open&{box}&zoom=15")
    assert [one["properties"]["number"] for one in near.json()["points"]["features"]] == [
        numbers.spoken(case.number)
    ]
    again = client.get(
        f"/desk/map/shown.json?queue=open&{box}&zoom=15", headers={"If-None-Match": near["ETag"]}
    )
    assert again.status_code == 304
    away = client.get("/desk/map/shown.json?queue=open&bbox=1,1,1.1,1.1&zoom=15").json()
    assert away["count"] == 0
    assert client.get("/desk/map/shown.json?bbox=nonsense").status_code == 400
    values = client.get("/desk/map/values.json?queue=open&level=community").json()
    assert values["values"] == {case.area[:12]: 1}
    assert client.get("/desk/map/?queue=open").status_code == 200
