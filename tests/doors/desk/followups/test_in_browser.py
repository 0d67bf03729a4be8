"""Follow-up calls in a browser: everybody can use the pages, and one story from closing to done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.cases.models import Case
from commongrid.work.followups import acts
from commongrid.work.followups.models import Call
from tests.cast import Town
from tests.work.followups.things import PHONE, owed

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/desk/followups/"


@pytest.fixture
def now_town(town: Town) -> Town:
    town.now = timezone.now() - timedelta(hours=30)
    return town


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_everybody_can_use_the_pages(
    now_town: Town, desk_of: Callable[..., Page], assert_accessible: Any, width: int, theme: str
) -> None:
    call = owed(now_town)
    owed(now_town)
    acts.claim(call, by=now_town.liangyong, at=timezone.now())
    for name, addresses in (
        ("liangyong", ("", f"{call.pk}/", "results/", "made/")),
        ("suqing", ("plan/", "script/")),
    ):
        for address in addresses:
            page = desk_of(name, f"{URL}{address}", width, theme)
            assert_accessible(page)
            wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{address} is {wide} px too wide at {width}"


def test_closed_called_not_reached_not_satisfied_done_again(
    now_town: Town, desk_of: Callable[..., Page]
) -> None:
    call = owed(now_town)
    page = desk_of("liangyong", URL)
    take = page.get_by_role("button", name="领取下一个")
    take.click()
    page.get_by_role("button", name="显示号码").click()
    expect(page.get_by_text(PHONE)).to_be_visible()
    heard(page, "未接通")
    expect(page.get_by_text("未接通，稍后再拨")).to_be_visible()
    page.get_by_role("button", name="撤回").click()
    take.click()
    heard(page, "未接通")
    expect(page.get_by_text("没有待回访的事项")).to_be_visible()
    Call.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    page.reload()
    take.click()
    page.get_by_label("对方怎么说").fill("坑还在")
    page.get_by_label("重办", exact=True).check()
    page.get_by_label("还差什么").fill("重新铺一次")
    heard(page, "不满意")
    expect(page.locator(".followup-just")).to_contain_text("不满意")
    assert Case.objects.get(pk=call.case_id).round == 2


def heard(page: Page, result: str) -> None:
    page.get_by_label(result, exact=True).check()
    page.get_by_role("button", name="保存结果").click()
