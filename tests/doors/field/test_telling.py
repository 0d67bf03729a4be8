"""An informant tells in two taps: lands on the page for it, needs a photo or words, and sees what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from commongrid.intake.models import Report
from commongrid.registry.units.models import Post, Unit
from tests.browsing import client_for, sign_in
from tests.cast import GRID, PASSWORD, Town
from tests.doors.field.test_pages import photo
from tests.doors.field.without_signal import shot

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db
KEY, WHO = "a-key-of-an-informant", "wangxiuying"


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_signing_in_leads_to_the_one_page_they_need(town: Town) -> None:
    client = Client()
    page = client.post("/accounts/login/", {"login": WHO, "password": PASSWORD})
    assert page["Location"] == "/field/tell/"
    assert client.get("/field/")["Location"] == "/field/tell/"
    assert [tab["url"] for tab in client.get("/field/tell/").context["tabs"]] == [
        "/field/tell/",
        "/field/me/",
    ]
    pages = [each["url"] for each in client.get("/field/held/").json()["pages"]]
    assert pages == ["/field/tell/", "/field/queue/", "/field/not-held/", "/field/me/"]


def test_a_photo_alone_is_a_report_of_their_area_and_sent_twice_is_one(town: Town) -> None:
    client = client_for(WHO)
    for _twice in range(2):
        answer = client.post("/field/tell/", {"key": KEY, "photos": [photo()]})
        assert answer.status_code == 302
    report = Report.objects.get()
    assert (report.channel, report.photos, report.area) == ("patrol", 1, GRID)
    done = client.get(answer["Location"])
    assert done.status_code == 200
    assert "再报一件" in done.content.decode()
    assert report.number in client.get("/field/tell/").content.decode()


def test_nothing_at_all_is_asked_for_again(town: Town) -> None:
    page = client_for(WHO).post("/field/tell/", {"key": KEY})
    assert page.status_code == 422
    assert not Report.objects.exists()


def test_what_another_brought_in_is_not_shown(town: Town) -> None:
    client = client_for(WHO)
    other = town.report()
    session = client.session
    session["told"] = [other.number]
    session.save()
    assert client.get("/field/tell/").context["told"] == []
    assert client.get(f"/field/found/done/{other.number}/").status_code == 403


@pytest.mark.parametrize("role", ["captain", "volunteer"])
def test_captains_and_volunteers_tell_the_same_way(town: Town, role: str) -> None:
    unit = Unit.objects.get(code="449900101001-ZW")
    Post.objects.filter(account__username=WHO).update(role=role, unit=unit)
    assert client_for(WHO).post("/field/tell/", {"key": KEY, "words": "楼道灯坏了"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_taps_where_the_phone_knows_where_it_is(
    town: Town, live_server: Any, new_context: Any, assert_accessible: Any
) -> None:
    lon, lat = town.spot()
    context = new_context(
        viewport={"width": 360, "height": 780},
        permissions=["geolocation"],
        geolocation={"longitude": lon, "latitude": lat, "accuracy": 12},
    )
    sign_in(context, live_server, WHO)
    page = context.new_page()
    page.goto(f"{live_server.url}/field/tell/")
    expect(page.locator("[data-locating] span")).to_have_text("就在这里，精确到 12 米")
    assert_accessible(page)
    page.set_input_files("input[name=photos]", shot())
    page.locator("form[data-outbox] button[type=submit]").click()
    page.get_by_text("再报一件").wait_for()
    report = Report.objects.get()
    assert (report.lon, report.lat) == (pytest.approx(lon), pytest.approx(lat))
    assert_accessible(page)
