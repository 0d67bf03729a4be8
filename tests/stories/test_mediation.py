"""Wages are owed: a case gives the dispute away, both sides choose, two sittings at a joint table, terms. And one who says no."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.utils import timezone

from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Mediation, Sitting
from tests.browsing import prove_in
from tests.cast import DISPUTE
from tests.stories.telling import Telling, said, says
from tests.work.mediation.things import SUMMARY, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from commongrid.base.access.terms import Actor

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = "%Y-%m-%dT%H:%M"


def phone(story: Telling, who: Actor) -> Page:
    page = story.resident()
    prove_in(page.context, story.server, who.person_id)
    return page


def test_wages_are_settled_at_a_joint_table(
    story: Telling, assert_accessible: Callable[[Page], None]
) -> None:
    table = Table(story.town)
    found = given_away(story, table)
    head, lin = story.desk_of("zhaohead"), story.desk_of("linmed")
    worker, boss = phone(story, table.worker), phone(story, table.boss)
    story.opens(head, f"/desk/mediation/{found.number}/")
    head.get_by_role("button", name="征求意见").click()
    for page in (worker, boss):
        both_agree(story, page, found)
        assert_accessible(page)
    story.opens(head, f"/desk/mediation/{found.number}/")
    head.get_by_role("button", name="受理", exact=True).click()
    says(head, "期限开始计算")
    for page in (worker, boss):
        story.opens(page, f"/mediation/{found.number}/")
        page.get_by_text("linmed").click()
        page.get_by_role("button", name="选这位").click()
        says(page, "已记下你的选择")
    story.opens(lin, f"/desk/mediation/{found.number}/")
    says(lin, "当事人选定", SUMMARY)
    assert_accessible(lin)
    lin.get_by_role("button", name="接受指派").click()
    joined(story, table, found)
    held(story, lin, found, 1)
    held(story, lin, found, 2)
    agreed(story, lin, found)
    story.opens(worker, f"/mediation/{found.number}/")
    says(worker, "付清三个月工资", "达成协议")
    outside(story, found)


def given_away(story: Telling, table: Table) -> Mediation:
    """The dispatcher gives the case's dispute to the committee and sees nothing of it afterwards."""
    person = UUID(table.worker.person_id or "")
    case = story.town.case(DISPUTE, words="老板拖欠工资", person_id=person)
    zhou = story.desk_of("zhoumin")
    story.opens(zhou, f"/desk/cases/{case.number}/")
    zhou.get_by_role("link", name="转调解").click()
    zhou.locator("[name=topic]").select_option("wages")
    for name, value in (("summary", SUMMARY), ("other_name", "黄老板"), ("other_phone", "13800010002")):
        zhou.locator(f"[name={name}]").fill(value)
    zhou.get_by_role("button", name="转交").click()
    says(zhou, "已转交调解组织", "已申请")
    assert SUMMARY not in said(zhou)
    return Mediation.objects.get()


def both_agree(story: Telling, page: Page, found: Mediation) -> None:
    story.opens(page, "/mediation/")
    page.get_by_role("link", name=found.number).click()
    page.get_by_text("我也接受视频方式").click()
    page.get_by_role("button", name="是，我同意调解").click()
    says(page, "你已同意调解")


def joined(story: Telling, table: Table, found: Mediation) -> None:
    """A second mediator is asked to the table and takes the seat."""
    now = queries.whole(found.pk)
    assert now is not None
    acts.seat(now, table.tan_row.pk, "proposed", by=table.head, at=timezone.now())
    tan = story.desk_of("tanmed")
    story.opens(tan, f"/desk/mediation/{found.number}/")
    tan.get_by_role("button", name="接受指派").click()
    says(tan, "已接受指派")


def held(story: Telling, lin: Page, found: Mediation, nth: int) -> None:
    """A sitting is planned, its time comes, and the minutes are written."""
    story.opens(lin, f"/desk/mediation/{found.number}/sittings/")
    starts = timezone.localtime() + timedelta(days=1)
    lin.locator("[name=starts_at]").fill(starts.strftime(MOMENT))
    lin.get_by_role("button", name="安排并邀请").click()
    says(lin, "受邀各方")
    sitting = Sitting.objects.get(held_at=None)
    Sitting.objects.update(starts_at=timezone.now() - timedelta(minutes=90), ends_at=timezone.now())
    story.opens(lin, f"/desk/mediation/{found.number}/sittings/{sitting.pk}/")
    lin.locator("textarea[name=minutes]").fill(f"第{nth}次：双方到场。")
    lin.get_by_role("button", name="登记").click()
    says(lin, "已记录")


def agreed(story: Telling, lin: Page, found: Mediation) -> None:
    """The terms: without a day for the money they come back, with everything written kept."""
    story.opens(lin, f"/desk/mediation/{found.number}/terms/")
    boss = str(found.parties.get(side="respondent").pk)
    lin.locator("[name=t0-who]").select_option(boss)
    lin.locator("[name=t0-what]").fill("付清三个月工资")
    lin.locator("[name=t0-amount]").fill("16800")
    lin.get_by_role("button", name="保存条款").click()
    says(lin, "写明给付日期")
    day = timezone.localdate() + timedelta(days=14)
    lin.locator("[name=t0-by_on]").fill(day.isoformat())
    lin.get_by_role("button", name="保存条款").click()
    lin.get_by_role("button", name="同意以上条款").click()
    says(lin, "已达成协议")


def outside(story: Telling, found: Mediation) -> None:
    """The case hears that it ended, and its dispatcher reads that and no more."""
    story.meanwhile()
    zhou = story.desk_of("zhoumin")
    story.opens(zhou, f"/desk/cases/{found.case}/")
    says(zhou, "转出的调解已达成协议", "达成协议")
    for secret in (SUMMARY, "付清三个月工资", "linmed"):
        assert secret not in said(zhou)


def test_one_clear_no_ends_it(story: Telling) -> None:
    table = Table(story.town)
    found = table.offered()
    boss = phone(story, table.boss)
    story.opens(boss, f"/mediation/{found.number}/")
    boss.get_by_role("button", name="不，我不愿意").click()
    says(boss, "任何人不得强迫你", "调解不成", "向法院起诉")
    worker = phone(story, table.worker)
    story.opens(worker, f"/mediation/{found.number}/")
    says(worker, "调解不成", "《人民调解法》")
