"""Somebody books an hour without a name; somebody is asked for, agrees, is visited, reads who looked, and ends it."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.registry.appointments.models import Appointment
from commongrid.registry.people.models import Person
from commongrid.work.care.models import Care
from tests.browsing import prove_in
from tests.stories.telling import Telling, says
from tests.work.care.conftest import hours, resident

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def picture(page: Page, name: str) -> None:
    """A picture of the page where somebody asked for pictures."""
    if folder := os.environ.get("COMMONGRID_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page, check: Any) -> None:
    check(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url


def test_an_hour_without_a_name(story: Telling, assert_accessible: Any) -> None:
    for day in range(7):
        hours(story.town, "anyi", day)
    visitor = story.resident(color_scheme="dark")
    story.opens(visitor, "/care/")
    fits(visitor, assert_accessible)
    picture(visitor, "care-dark")
    visitor.locator("#rooms").get_by_role("link", name=re.compile("石埠镇")).click()
    fits(visitor, assert_accessible)
    visitor.locator(".slot").first.click()
    visitor.locator("[name=words]").fill("最近睡不着")
    picture(visitor, "book-dark")
    visitor.get_by_role("button", name="预约这个时间").click()
    says(visitor, "你的预约码")
    fits(visitor, assert_accessible)
    picture(visitor, "appointment-dark")
    first = Appointment.objects.get().starts_at
    visitor.get_by_role("link", name="改时间").click()
    visitor.locator(".slot").nth(1).click()
    visitor.get_by_role("button", name="改到这个时间").click()
    says(visitor, "已改期")
    assert Appointment.objects.get().starts_at != first
    assert not Person.objects.exists()
    the_counsellor_meets_them(story, assert_accessible)
    assert not story.refusals


def the_counsellor_meets_them(story: Telling, check: Any) -> None:
    """An hour later by the clock: came, and a note."""
    now = timezone.now()
    Appointment.objects.update(starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(minutes=59))
    an = story.desk_of("anyi")
    story.opens(an, f"/desk/care/?day={timezone.localdate(now - timedelta(minutes=1)).isoformat()}")
    says(an, "最近睡不着")
    fits(an, check)
    picture(an, "day")
    an.get_by_role("button", name="已到").click()
    an.get_by_role("link", name="写记录").click()
    an.locator("[name=called]").fill("周三的来访者")
    an.locator("[name=words]").fill("谈了作息，约下周")
    an.get_by_role("button", name="保存").click()
    says(an, "谈了作息")
    fits(an, check)
    picture(an, "file")


def test_care_that_somebody_agreed_to(story: Telling, assert_accessible: Any) -> None:
    asker = story.resident()
    story.opens(asker, "/care/visits/")
    fits(asker, assert_accessible)
    picture(asker, "care-visits")
    asker.locator("[name=area]").select_option("449900101001")
    asker.get_by_role("button", name="生成邀请").click()
    address = asker.locator("a.mono, .mono a").get_attribute("href")
    assert address
    assert not Person.objects.exists()
    me = story.resident()
    me.context.set_extra_http_headers({"accept-language": "en"})
    prove_in(me.context, story.server, resident(story.town).person_id)
    story.opens(me, address)
    fits(me, assert_accessible)
    me.get_by_role("link", name=re.compile("I would like that|我愿意")).click()
    me.locator("[name=who][value=self]").check()
    me.locator("[name=name]").fill("莲姨")
    me.locator("[name=purposes][value=meals]").check()
    me.locator("[name=consent]").check()
    fits(me, assert_accessible)
    picture(me, "ask")
    me.locator("form .button-main").click()
    one = Care.objects.get()
    guan_comes_twice(story, one, assert_accessible)
    story.opens(me, f"/care/visits/{one.pk}/")
    expect(me.locator("#looks")).to_contain_text("关爱华")
    expect(me.locator("#visits .card")).to_have_count(2)
    fits(me, assert_accessible)
    picture(me, "own")
    for deed, button in (("correct", ".button-main"), ("end", ".button")):
        form = me.locator(f"form[action$='/{deed}/']")
        me.locator("details", has=form).locator("summary").click()
        if deed == "correct":
            form.locator("[name=name]").fill("陈莲")
        form.locator(button).click()
    assert Care.objects.get().state == "ended"
    assert Client().get(f"/care/visits/{one.pk}/").status_code == 302
    assert not story.refusals


def guan_comes_twice(story: Telling, one: Care, check: Any) -> None:
    """The list names nobody; opened for a reason, visited twice."""
    guan = story.desk_of("guanaihua")
    story.opens(guan, "/desk/care/visits/")
    assert "莲姨" not in guan.content()
    fits(guan, check)
    picture(guan, "cared")
    guan.get_by_role("button", name="我来").click()
    guan.locator("[name=reason]").first.check()
    guan.get_by_role("button", name="查看").click()
    says(guan, "莲姨")
    fits(guan, check)
    picture(guan, "opened")
    for words in ("送了粥", "送了午饭"):
        guan.locator("form[action$='/visit/'] [name=words]").fill(words)
        guan.get_by_role("button", name="保存探访").click()
        says(guan, "已保存")
    assert one.visits.count() == 2
