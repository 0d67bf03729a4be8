"""A day's patrol: planned at dawn, walked without signal, checked in at in three ways, planned anew, and seen on the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.registry.premises import acts as premises
from commongrid.registry.premises import queries as places
from commongrid.registry.premises.models import Premises
from commongrid.work.patrol import queries, tasks
from commongrid.work.patrol.models import CheckIn, Due, Round
from commongrid.work.patrol.terms import StopState
from tests.browsing import client_for
from tests.cast import GRID
from tests.doors.field.without_signal import Phone, shot
from tests.stories.telling import Telling
from tests.work.patrol.things import all_kinds, lined_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.holds_pages]


def test_a_days_patrol(story: Telling) -> None:
    town = story.town
    town.now = timezone.now()
    lined_up(town, 8)
    all_kinds(town)
    plate = a_plate_at("R-002", story)
    assert tasks.plan_day(timezone.localdate()) >= 1
    found = Round.objects.get(area=GRID)
    assert {one.code for one in queries.stops_of(found) if one.state == StopState.PLANNED} >= {
        "R-001",
        "R-002",
        "R-003",
    }
    phone = Phone(town, story.server, story.new_context, "chenlihua", syncs=True)
    phone.lose_signal()
    phone.open("patrol/")
    expect(phone.page.get_by_text("下一处").first).to_be_visible()
    she_stands_by_position(phone, "R-001")
    she_reads_the_plate(phone, "R-002", plate)
    she_takes_a_photo(phone, "R-003")
    assert not CheckIn.objects.exists()
    phone.context.set_offline(False)
    assert phone.send()["left"] == 0
    ways = dict(CheckIn.objects.values_list("code", "way"))
    assert ways == {"R-001": "position", "R-002": "plate", "R-003": "photo"}
    assert all(one.captured_at and one.captured_at < one.sent_at for one in CheckIn.objects.all())
    something_urgent_comes(phone, found)
    the_desk_sees_places_and_nobody()
    assert not phone.faults, phone.faults


def a_plate_at(code: str, story: Telling) -> str:
    place = Premises.objects.get(code=code)
    premises.make_plate(place.pk, place.seq, by=story.town.zhoumin, at=story.town.now)
    plate = places.plate_of(place)
    assert plate is not None
    return plate.token


def she_stands_by_position(phone: Phone, code: str) -> None:
    page = phone.open(f"patrol/at/{code}/")
    phone.ready("form[data-standing]")
    page.get_by_role("button", name="定位").click()
    expect(page.locator("[data-stand-words]")).to_contain_text("距场所")
    she_sends(phone)


def she_reads_the_plate(phone: Phone, code: str, token: str) -> None:
    page = phone.open(f"patrol/at/{code}/")
    phone.ready("form[data-standing]")
    page.get_by_text("扫门口的场所码").first.click()
    page.locator("#id_plate").fill(token)
    she_sends(phone)


def she_takes_a_photo(phone: Phone, code: str) -> None:
    page = phone.open(f"patrol/at/{code}/")
    phone.ready("form[data-standing]")
    page.locator("input[name=photos]").set_input_files(shot(3, 48))
    expect(page.locator("[data-photos] img")).to_have_count(1)
    she_sends(phone)


def she_sends(phone: Phone) -> None:
    phone.page.get_by_role("button", name="打卡").click()
    phone.page.wait_for_url("**/field/")


def something_urgent_comes(phone: Phone, found: Round) -> None:
    """The centre sends her to one place; what she did stays, and the rest goes on from there."""
    told = {"code": "R-006", "why": "居民反映有煤气味"}
    assert client_for("zhoumin").post("/desk/patrol/urgent/", told).status_code == 302
    stops = queries.stops_of(found)
    assert {one.code for one in stops if one.state == StopState.DONE} == {"R-001", "R-002", "R-003"}
    page = phone.open("patrol/")
    expect(page.locator(".card-next")).to_contain_text("居民反映有煤气味")
    expect(page.locator(".page-head")).to_contain_text("已巡 3 处")


def the_desk_sees_places_and_nobody() -> None:
    today = timezone.localdate()
    total = queries.total(GRID, today)
    assert total.visited == 3
    assert Due.objects.filter(visited_on=today, due_on=today + timedelta(days=10)).count() == 3
    shown = client_for("zhoumin").get("/desk/patrol/", {"area": GRID}).content.decode()
    assert f"{total.percent}%" in shown
    assert "陈丽华" not in shown
