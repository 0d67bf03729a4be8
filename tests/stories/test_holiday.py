"""Across the holiday: the days off are named, a pause stops the light, and more time is granted by somebody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.cases import acts as cases
from tests.stories.telling import Telling, answers, does, light, says, the_case

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE_NATIONAL_DAY = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)
"""Monday 28 September 2026, 09:00 in the town."""


def test_a_deadline_across_national_day_is_paused_and_extended(story: Telling) -> None:
    # Li Guoqiang takes it on two days before the holiday; after it the weather stops the work.
    town = story.town
    town.now, moved_on = BEFORE_NATIONAL_DAY, timezone.now() + timedelta(days=3)
    case = town.case()
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=30), why="归它")
    cases.take(the_case(), by=town.liguoqiang, at=town.later(days=1))
    due = the_case().due_at
    cases.pause(
        the_case(),
        until=moved_on,
        reason="PA02",
        why="连日大雨，沥青铺不住",
        by=town.zhoumin,
        at=town.later(days=10),
    )
    story.meanwhile()
    assert due is not None
    assert town.now < due < timezone.now()

    # Zhou Min reads that the clock stands still, though the day it was due is long past, and how it came about.
    zhou = story.opens(story.desk_of("zhoumin"), f"/desk/cases/{case.number}/")
    says(zhou, "挂账", "连日大雨，沥青铺不住")
    assert "挂账到" in light(zhou)
    assert "逾期" not in light(zhou)
    zhou.get_by_text("期限怎么算的").click()
    says(zhou, "国庆节放假不计入：", "10月1日", "时限 5 个工作日", "自10月9日09:30起挂起，停止计时")

    # The rain is over: Li Guoqiang goes on, and the days that were left are left still.
    li = story.opens(story.desk_of("liguoqiang"), f"/desk/cases/{case.number}/")
    does(li, "r", why="雨停了，明天复工")
    says(li, "已恢复计时。")
    fresh = the_case()
    assert fresh.due_at is not None
    assert fresh.due_at > timezone.now()

    # He asks for more time, and cannot grant it to himself.
    later = fresh.due_at + timedelta(days=5)
    story.opens(li, f"/desk/cases/{case.number}/")
    does(li, "e", until=as_typed(later), reason="EX02", why="基层也坏了，要多挖半米")
    says(li, "已申请，等中心答复。")
    story.opens(li, f"/desk/cases/{case.number}/extend/")
    answers(li.locator("form.sheet-form"), until=as_typed(later), reason="EX02", why="自己批")
    says(li, "你现在的岗位（承办人）没有这项权限（案件：延期）")

    # Zhou Min does.
    story.meanwhile()
    story.opens(zhou, "/desk/?queue=asked")
    says(zhou, "李国强申请延期到", "基层也坏了，要多挖半米")
    does(zhou, "e", until=as_typed(later), reason="EX02", why="同意，先围挡")
    says(zhou, "已延期。")
    story.opens(zhou, f"/desk/cases/{case.number}/")
    says(zhou, "周敏把期限延到", "石埠镇城管分局申请延期到", "恢复计时")
    expect(zhou.locator(".desk-case-head")).to_contain_text("处理中")
    extended = the_case().due_at
    assert extended is not None
    assert abs(extended - later) < timedelta(minutes=1)


def as_typed(moment: datetime) -> str:
    """As a browser's field for date and time holds it, in the town's own time."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
