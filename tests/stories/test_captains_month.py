"""A captain's month: asks for the house, is taken on, confirms rooms, does a task, finds two gaps, gets help, is thanked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people
from commongrid.registry.premises import acts as premises
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import Asking
from tests.browsing import prove_in
from tests.cast import GRID
from tests.stories.telling import Telling, add_photo, photo, says
from tests.work.captains.things import FINE, PHONE, place

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
HOUSE = "/field/buildings/P-004/"


def test_a_month_of_a_captain(story: Telling) -> None:
    he, zhou = story.resident(), story.desk_of("zhoumin")
    house = place()
    plate = premises.make_plate(house.pk, house.seq, by=story.town.zhoumin, at=timezone.now())
    he_bo_asks_for_it(story, he, plate.token)
    zhou_min_takes_him_on(story, zhou)
    captain = he_signs_in(story, he)
    he_fills_in_the_rooms(story, captain)
    he_does_what_he_is_asked(story, captain)
    he_looks_through_the_house(story, captain)
    he_mends_one_and_the_grid_worker_the_other(story, captain)
    he_is_thanked_and_lets_it_be_read(story, zhou, captain, he, plate.token)


def he_bo_asks_for_it(story: Telling, he: Page, token: str) -> None:
    person = people.remember(phone=PHONE, at=timezone.now()).pk
    prove_in(he.context, story.server, person)
    story.opens(he, f"/p/{token}/")
    he.get_by_role("link", name="申请担任楼栋长").click()
    he.get_by_text("我是业主").click()
    he.get_by_label("怎么称呼你？").fill("何伯")
    he.get_by_role("button", name="提交申请").click()
    says(he, "待答复")


def zhou_min_takes_him_on(story: Telling, zhou: Page) -> None:
    story.opens(zhou, "/desk/captains/")
    zhou.get_by_role("link", name="东兴路12号出租屋").click()
    says(zhou, "138****5191")
    zhou.get_by_role("button", name="同意").click()
    says(zhou, "在任")


def he_signs_in(story: Telling, he: Page) -> Page:
    """The sign-in is shown to him once; behind the pages he has chosen a password, and signs in on his phone."""
    story.opens(he, "/captains/")
    he.get_by_role("button", name="领取登录名").click()
    says(he, "只显示这一次")
    account = Captaincy.objects.get().account
    assert account is not None
    expect(he.locator(".receipt-number").first).to_have_text(account.username)
    return story.phone_of(account.username)


def he_fills_in_the_rooms(story: Telling, captain: Page) -> None:
    story.opens(captain, "/field/buildings/")
    captain.get_by_role("link", name="东兴路12号出租屋").click()
    captain.get_by_role("link", name="填写房间数").click()
    for name, value in (("own-1", "2"), ("let-2", "3"), ("vacant-2", "1")):
        captain.locator(f"[name={name}]").fill(value)
    captain.get_by_role("button", name="确认").click()
    says(captain, "有效期至")


def he_does_what_he_is_asked(story: Telling, captain: Page) -> None:
    town = story.town
    asking = Asking("清理楼顶杂物", "台风前", GRID, "", timezone.localdate() + timedelta(days=3))
    acts.ask(asking, "task-00001", by=town.chenlihua, at=timezone.now())
    story.opens(captain, HOUSE)
    captain.get_by_role("button", name="答复").click()
    says(captain, "任务发起人会看到")
    assert queries.tasks_of([place().pk]) == []


def he_looks_through_the_house(story: Telling, captain: Page) -> None:
    """Two gaps: one he mends himself by a day, one he asks for help with, with a photo."""
    story.opens(captain, f"{HOUSE}look/CK20/")
    captain.locator("#q-q01 [data-photos][data-ready]").wait_for(state="attached")
    for code, value in {**FINE, "q01": "no", "q03": "no"}.items():
        captain.locator(f"#q-{code} label:has(input[name='a-{code}'][value='{value}'])").click()
    expect(captain.locator("#q-q02 .if-gap")).to_be_hidden()
    captain.locator("#q-q03").get_by_text("我自己整改").click()
    captain.locator("[name=day-q03]").fill((timezone.localdate() + timedelta(days=2)).isoformat())
    captain.locator("#q-q01").get_by_text("请网格员协助").click()
    add_photo(captain.locator("#q-q01 [data-photos]"), photo("楼道"))
    captain.get_by_role("button", name="提交").click()
    says(captain, "隐患 2 处")
    says(captain, Report.objects.get().number)


def he_mends_one_and_the_grid_worker_the_other(story: Telling, captain: Page) -> None:
    town = story.town
    story.opens(captain, HOUSE)
    captain.get_by_role("button", name="已整改").click()
    says(captain, "已记录整改")
    story.meanwhile()
    report = Report.objects.get()
    assert (report.status, report.channel) == ("verifying", "captain")
    intake.verify(report, "confirmed", by=town.chenlihua, at=timezone.now())
    story.meanwhile()
    case, now = Case.objects.get(), timezone.now()
    if case.status == "waiting":
        cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=now, why="归它")
        cases.take(case, by=town.liguoqiang, at=now)
        cases.report_done(case, by=town.liguoqiang, at=now, why="清走了", photos=1)
        cases.pass_check(case, by=town.zhoumin, at=now, why="通了", photos=1)
    story.meanwhile()
    assert queries.own_gaps(place()) == []


def he_is_thanked_and_lets_it_be_read(
    story: Telling, zhou: Page, captain: Page, he: Page, token: str
) -> None:
    story.opens(zhou, f"/desk/captains/{Captaincy.objects.get().pk}/")
    zhou.get_by_label("一句感谢的话").fill("台风天把老人接到一楼")
    zhou.get_by_role("button", name="表扬", exact=True).click()
    says(zhou, "仅楼栋长可见")
    story.opens(captain, HOUSE)
    captain.get_by_role("button", name="同意公开").click()
    says(captain, "所有人都能在楼栋页面看到")
    story.opens(he, f"/p/{token}/")
    says(he, "台风天把老人接到一楼")
