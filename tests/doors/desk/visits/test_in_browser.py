"""The story of one day in a browser: notice, registration, on the spot and hard, answer, follow-up call, done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.cases.models import Case
from commongrid.work.visits import acts
from commongrid.work.visits.models import Call, Matter
from tests.cast import POTHOLE, Town
from tests.work.visits.things import PHONE, announced, closed, draft, plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/desk/visits/"


@pytest.fixture
def now_town(town: Town) -> Town:
    town.now = timezone.now()
    return town


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_everybody_can_use_the_pages(
    now_town: Town,
    desk_of: Callable[..., Page],
    assert_accessible: Any,
    live_server: Any,
    width: int,
    theme: str,
) -> None:
    town = now_town
    day = announced(town)
    acts.begin(day, by=town.zhoumin, at=town.now)
    matter = acts.walk_in(day, draft(), phone=PHONE, by=town.zhoumin, at=town.now)[1]
    open_one = acts.walk_in(day, draft(), by=town.zhoumin, at=town.now)[1]
    acts.take_on(matter, town.item(), by=town.zhoumin, at=town.now)
    acts.make_plan(matter, plan(town), by=town.zhoumin, at=town.now, today=timezone.localdate())
    Matter.objects.filter(pk=matter.pk).update(due_at=town.now - timedelta(hours=1))
    notice = announced(town, begins_at=town.now + timedelta(hours=2), ends_at=town.now + timedelta(hours=4))
    pages = ["", "new/", "weekly/", "bulletin/", "owed/", f"days/{day.pk}/", f"days/{day.pk}/register/"]
    pages += [f"matters/{matter.pk}/", f"matters/{open_one.pk}/"]
    page = desk_of("zhoumin", URL, width, theme)
    for address in (
        *(URL + each for each in pages),
        "/visits/",
        f"/visits/{notice.pk}/",
        f"/visits/{day.pk}/",
    ):
        page.goto(f"{live_server.url}{address}")
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address


def test_the_story_of_one_day(
    now_town: Town, desk_of: Callable[..., Page], assert_accessible: Any, live_server: Any
) -> None:
    town = now_town
    day = announced(town)
    page = desk_of("huangweiming", f"{URL}days/{day.pk}/")
    page.goto(f"{live_server.url}/visits/")
    page.get_by_role("link", name="东兴社区").first.click()
    page.locator("#id_words").fill("路面塌了一个大坑")
    page.locator("#id_phone").fill(PHONE)
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/sent/")
    page.goto(f"{live_server.url}{URL}days/{day.pk}/")
    page.get_by_role("button", name="开始接访").click()
    page.get_by_role("link", name="现场登记").click()
    page.locator("#id_words").fill("楼上漏水")
    page.get_by_role("button", name="登记").click()
    page.wait_for_url("**/matters/**")
    page.locator("#id_answer_matter").select_option(POTHOLE)
    page.locator("#id_answer_words").fill("明天上门查漏")
    page.get_by_role("button", name="当场办结").click()
    expect(page.locator("main")).to_contain_text("当场答复")
    hard = Matter.objects.get(came="beforehand")
    page.goto(f"{live_server.url}{URL}matters/{hard.pk}/")
    page.locator("#id_take_on_matter").select_option(POTHOLE)
    page.get_by_role("button", name="立案办理").click()
    page.get_by_text("疑难事项：制定方案").click()
    page.locator("#id_plan_leader").fill("镇长")
    page.locator("#id_plan_members").fill("城管分局")
    on = timezone.localdate() + timedelta(days=3)
    page.locator("#id_plan_steps").fill(f"围挡并修补，城管分局，{on.isoformat()}")
    page.get_by_role("button", name="保存方案").click()
    page.locator("#id_feed_back_words").fill("三天内修好")
    page.get_by_role("button", name="发送反馈").click()
    expect(page.locator("main")).to_contain_text("围挡并修补")
    hard.refresh_from_db()
    town.now = timezone.now()
    case = closed(town, hard)
    acts.case_closed(case.pk, at=town.now)
    caller = desk_of("liangyong", f"{URL}calls/{Call.objects.get().pk}/")
    assert_accessible(caller)
    Case.objects.filter(pk=case.pk).update(moved_at=timezone.now())
    caller.locator("#id_why").fill("办结后回访")
    caller.get_by_role("button", name="显示号码").click()
    expect(caller.locator(".visit-code")).to_have_text(PHONE)
    caller.get_by_label("不满意").check()
    caller.locator("#id_words").fill("坑还在")
    caller.locator("#id_redo").fill("重新修补")
    caller.get_by_role("button", name="保存结果").click()
    expect(caller.locator("main")).to_contain_text("没有待回访的事项")
    assert Case.objects.get(pk=case.pk).round == 2
