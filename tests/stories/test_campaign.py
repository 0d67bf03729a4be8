"""A campaign from its filter to a hundred per cent: drafted, laid out, looked at on a phone, mended, looked at again, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.work.inspections import acts, queries
from commongrid.work.inspections.models import Campaign, Gap
from tests.cast import GRID
from tests.stories.telling import Telling, add_photo, photo, says
from tests.work.inspections.things import FINE, laid

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_campaign_goes_from_its_filter_to_a_hundred_per_cent(story: Telling) -> None:
    zhou, chen = story.desk_of("zhoumin"), story.phone_of("chenlihua")
    zhou_min_drafts_it(story, zhou)
    campaign = begun(story, zhou)
    chen_lihua_looks_at_the_house(story, chen)
    case = Case.objects.get()
    assert case.title.startswith("东兴路12号")
    story.opens(zhou, f"/desk/campaigns/{campaign.pk}/")
    says(zhou, "100%", "未整改隐患")
    mended(story, case)
    story.meanwhile()
    assert Gap.objects.get().state == "due"
    chen_lihua_looks_again(story, chen)
    assert acts.end_what_is_over(timezone.localdate(), at=timezone.now()) == 1
    story.opens(zhou, f"/desk/campaigns/{campaign.pk}/")
    says(zhou, "已结束", "已全部检查完毕")
    assert queries.total(campaign).gaps_closed == 1


def zhou_min_drafts_it(story: Telling, zhou: Page) -> None:
    """The count follows what is chosen, before anything is sent."""
    story.opens(zhou, "/desk/campaigns/new/?area=" + GRID)
    zhou.get_by_label("行动名称").fill("出租屋消防专项行动")
    zhou.get_by_label("行动目的").fill("秋冬火灾多发")
    zhou.get_by_label("检查表").select_option("CK01")
    expect(zhou.locator("#count")).to_contain_text("将检查 1 处场所")
    zhou.get_by_role("button", name="存为草稿").click()
    says(zhou, "草稿：启动后将检查 1 处场所")


def begun(story: Telling, zhou: Page) -> Campaign:
    """Begun by a button; the page shows by itself when all places stand."""
    zhou.get_by_role("button", name="启动").click()
    says(zhou, "正在列出场所：0/约 1")
    campaign = laid(Campaign.objects.get())
    says(zhou, "进行中")
    return campaign


def chen_lihua_looks_at_the_house(story: Telling, chen: Page) -> None:
    """On her phone: a photo where the answer asks for one, and what is missing is said."""
    story.opens(chen, "/field/")
    chen.get_by_text("1 项检查待做").click()
    chen.get_by_role("link", name="东兴路12号出租屋").click()
    chen.locator("form[data-ready]").wait_for()
    for code, value in {**FINE, "q02": "no"}.items():
        chen.locator(f"#q-{code} label:has(input[value='{value}'])").click()
    expect(chen.locator("#q-q01 [data-shots-of]")).to_be_hidden()
    add_photo(chen.locator("#q-q02 [data-shots-of] [data-photos]"), photo("楼道"))
    add_photo(chen.locator("#q-q07 [data-photos]"), photo("灭火器", "darkred"))
    chen.get_by_role("button", name="提交检查").click()
    says(chen, "发现隐患 1 处")
    says(chen, Case.objects.get().number)


def mended(story: Telling, case: Case) -> None:
    """Behind the pages: dispatched, mended and checked."""
    town, now = story.town, timezone.now()
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=now, why="归它")
    cases.take(case, by=town.liguoqiang, at=now)
    cases.report_done(case, by=town.liguoqiang, at=now, why="清走了", photos=1)
    cases.pass_check(case, by=town.zhoumin, at=now, why="通了", photos=1)


def chen_lihua_looks_again(story: Telling, chen: Page) -> None:
    """Only the question of the gap is asked."""
    story.opens(chen, "/field/inspections/")
    chen.get_by_text("复查 1 处已整改隐患").click()
    expect(chen.locator("[data-question]")).to_have_count(1)
    chen.locator("#q-q02 label:has(input[value='yes'])").click()
    chen.get_by_role("button", name="提交检查").click()
    says(chen, "没有发现隐患")
