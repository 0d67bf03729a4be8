"""Ninety-four workers and two who speak for them: taken down at the community's counter, handed up, handed back, answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from commongrid.cases.models import Case
from commongrid.intake.models import Report
from commongrid.work.reception import queries as reception
from tests.stories.telling import Telling, add_photo, answers, photo, press, says, sheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "工厂拖欠我们九十四个工人三个月工资，老板说没钱"


def test_the_wages_of_ninety_four(story: Telling) -> None:
    huang, zhou, guo = (story.desk_of(name) for name in ("huangweiming", "zhoumin", "guojian"))
    visitor = story.resident()
    story.opens(visitor, "/points/SP-449900101001/")
    says(visitor, "东兴社区党群服务中心", "无障碍通行")
    number, code = huang_weiming_takes_it_down(story, huang, visitor)
    zhou_min_files_it_and_hands_it_up(story, zhou)
    guo_jian_reads_who_held_it_and_hands_it_back(story, guo)
    the_visitor_reads_how_it_stands(story, visitor, number, code)
    assert not story.refusals


def huang_weiming_takes_it_down(story: Telling, huang: Page, visitor: Page) -> tuple[str, str]:
    """At the counter: seven fields, a code on the screen for the list of wages, one key."""
    story.opens(huang, "/desk/counter/")
    strokes = 0
    for name, value in (("words", WORDS), ("address", "东兴路30号")):
        huang.locator(f"#id_{name}").fill(value)
        strokes += 1
    huang.get_by_text("多人反映同一事项").click()
    told = {
        "people": "94",
        "representatives": "陈大文 13800001111\n李小明 13800002222",
        "names": "王五、赵六、孙七",
    }
    for name, value in told.items():
        huang.locator(f"#id_{name}").fill(value)
        strokes += 1
    huang.get_by_role("button", name="显示二维码").click()
    address = huang.locator("#photos a").get_attribute("href")
    assert address
    visitor.goto(address)
    add_photo(visitor.locator("[data-photos]"), photo("工资表"))
    visitor.get_by_role("button", name="发送到窗口").click()
    says(visitor, "窗口已收到 1 张照片")
    expect(huang.locator("#arrived img")).to_have_count(1)
    huang.get_by_role("button", name=re.compile("登记")).click()
    says(huang, "已登记", "共 94 人")
    assert strokes <= 7
    numbers = huang.locator(".counter-number")
    report = Report.objects.get()
    assert (report.channel, report.photos, report.area[:12]) == ("visit", 1, "449900101001")
    group = reception.group_of(report.pk)
    assert group is not None
    assert (group.count, group.representatives.count()) == (94, 2)
    return numbers.nth(0).inner_text(), numbers.nth(1).inner_text()


def zhou_min_files_it_and_hands_it_up(story: Telling, zhou: Page) -> None:
    """The town's centre: it is a case of ninety-four, and beyond what the town may settle."""
    report = Report.objects.get()
    story.opens(zhou, f"/desk/reports/{report.number}/")
    says(zhou, WORDS, "94 人的共同诉求")
    assert "王五" not in zhou.content()
    press(zhou, "a")
    zhou.wait_for_function(
        f"() => document.querySelector('dialog#act[open]') || !location.pathname.includes('{report.number}')"
    )
    if zhou.locator("dialog#act[open]").count():
        answers(sheet(zhou))
        zhou.wait_for_function(f"() => !location.pathname.includes('{report.number}')")
    story.meanwhile()
    story.opens(zhou, f"/desk/cases/{Case.objects.get().number}/escalate/")
    form = zhou.locator("main form, form.sheet-form").first
    form.locator("[name=to]").select_option(index=1)
    form.locator("[name=why]").fill("涉及多个镇的欠薪，需市级统筹")
    form.locator("button.button-main").click()
    says(zhou, "已上报")
    story.meanwhile()


def guo_jian_reads_who_held_it_and_hands_it_back(story: Telling, guo: Page) -> None:
    """The city's centre sees how long the town had it and why it came, and gives it back with what was settled."""
    number = Case.objects.get().number
    story.opens(guo, f"/desk/cases/{number}/")
    says(guo, "各级中心持有时长", "涉及多个镇的欠薪", "94 人的共同诉求")
    story.opens(guo, f"/desk/cases/{number}/delegate/")
    form = guo.locator("main form, form.sheet-form").first
    form.locator("[name=to]").select_option(label="石埠镇智网中心")
    form.locator("[name=why]").fill("欠薪应急资金已批，由镇里发放")
    form.locator("button.button-main").click()
    says(guo, "已下派")
    story.opens(guo, f"/desk/cases/{number}/")
    says(guo, "欠薪应急资金已批")


def the_visitor_reads_how_it_stands(story: Telling, visitor: Page, number: str, code: str) -> None:
    """With the slip from the counter, on the phone that sent the photo."""
    story.opens(visitor, "/follow/")
    visitor.locator("[name=number]").fill(number)
    visitor.locator("[name=code]").fill(code)
    visitor.get_by_role("button").last.click()
    says(visitor, "石埠镇智网中心")
