"""Going on without signal: a course is read and tried, a place is found and checked in at, a captain's month is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.registry.premises import acts as premises
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Rooms, SelfCheck
from commongrid.work.captains.terms import Floor
from commongrid.work.patrol.models import CheckIn
from commongrid.work.training.models import Progress
from tests.cast import Town
from tests.doors.field.without_signal import Phone
from tests.work.captains.things import FINE, captain, place
from tests.work.training.things import COURSE, school

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext
    from pytest_django import Settings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.holds_pages]
type Open = Callable[..., BrowserContext]
COURSES = f"training/courses/{COURSE}/"


@pytest.fixture(autouse=True)
def _now(town: Town, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)


def test_she_reads_tries_and_finds_without_signal(town: Town, live_server: Any, new_context: Open) -> None:
    school(town, at=town.now - timedelta(days=90))
    house = place()
    token = premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now).token
    phone = Phone(town, live_server, new_context, "chenlihua")
    phone.lose_signal()
    she_reads_two_pages_and_tries_the_questions(phone)
    she_finds_the_house(phone, token)
    assert not Progress.objects.exists()
    assert not CheckIn.objects.exists()
    phone.context.set_offline(False)
    assert phone.send()["left"] == 0
    far = Progress.objects.get()
    assert (far.pages, far.quiz_at is not None) == ([1, 2], True)
    assert CheckIn.objects.get().way == "plate"
    assert not phone.faults, phone.faults


def she_reads_two_pages_and_tries_the_questions(phone: Phone) -> None:
    page = phone.open(f"{COURSES}1/")
    for number in (1, 2):
        phone.ready()
        page.get_by_role("button", name="学完，下一页").click()
        page.wait_for_url(f"**/{COURSES}{number + 1}/")
    page = phone.open(f"{COURSES}quiz/")
    phone.ready("form[data-quiz]")
    page.locator("fieldset .choice").first.click()
    page.get_by_role("button", name="看答案").click()
    expect(page.locator("[data-quiz-told]")).to_contain_text("题答对")
    expect(page.locator(".asked-told")).to_have_count(page.locator("fieldset").count())
    phone.open("training/exams/grid-worker/")
    expect(page.locator("main")).to_contain_text("这一页不在手机上")


def she_finds_the_house(phone: Phone, token: str) -> None:
    page = phone.open("places/")
    phone.ready("form[data-finding]")
    page.locator("#find-q").fill("东兴路12号")
    page.get_by_role("button", name="搜索").click()
    card = page.locator("#places > li")
    expect(card).to_contain_text("东兴路12号出租屋")
    expect(card.get_by_role("button", name="打卡")).to_be_hidden()
    page.locator("#find-q").fill("没有这个地方")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("[data-finding-none]")).to_be_visible()
    page.locator("#find-q").fill(f"https://city.example/p/{token}/")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("button", name="打卡").click()
    page.wait_for_url("**/field/")


def test_a_captains_month_is_done_without_signal_and_nothing_is_doubled(
    town: Town, live_server: Any, new_context: Open
) -> None:
    serving, by = captain(town)
    acts.confirm_rooms(place(), (Floor(1, 2, 1, 0),), "rooms-0001", by=by, at=town.now)
    assert serving.account is not None
    phone = Phone(town, live_server, new_context, serving.account.username)
    phone.lose_signal()
    page = phone.open("buildings/P-004/")
    phone.ready()
    page.get_by_role("button", name="没有变化，确认").click()
    page.wait_for_url("**/field/buildings/")
    he_looks_through_the_house(phone)
    assert (Rooms.objects.count(), SelfCheck.objects.count()) == (1, 0)
    phone.context.set_offline(False)
    assert phone.send()["left"] == 0
    assert phone.send()["left"] == 0
    assert (Rooms.objects.count(), SelfCheck.objects.count()) == (2, 1)
    assert [gap.question for gap in queries.own_gaps(place())] == ["q03"]
    assert not phone.faults, phone.faults


def he_looks_through_the_house(phone: Phone) -> None:
    page = phone.open("buildings/P-004/look/CK20/")
    phone.ready()
    for code, value in {**FINE, "q03": "no"}.items():
        page.locator(f"#q-{code} label:has(input[name='a-{code}'][value='{value}'])").click()
    page.locator("#q-q03").get_by_text("我自己整改").click()
    page.locator("[name=day-q03]").fill((timezone.localdate() + timedelta(days=2)).isoformat())
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/field/buildings/")
