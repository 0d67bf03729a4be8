"""The loop closes: the pothole goes through five people's hands, and each sees who has it and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from commongrid.base.journal import queries as history
from commongrid.base.journal import sealing
from commongrid.cases.models import Rating
from commongrid.work.dispatch import acts as dispatch
from tests.cast import POTHOLE
from tests.stories.telling import (
    Telling,
    add_photo,
    photo,
    press,
    rates,
    says,
    sends,
    sheet,
    the_case,
    the_report,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "路面塌了一个大坑，走路容易踩空"
WAY = ["opened", "assigned", "taken", "reported_done", "check_passed", "rated"]


def test_the_pothole_goes_through_five_peoples_hands(story: Telling) -> None:
    roads, given = story.town.unit_of("liguoqiang"), {"by": story.town.suqing, "at": story.town.now}
    dispatch.set_rule(matter=POTHOLE, area="449900101", unit=roads, **given)
    lin, chen = story.resident(), story.phone_of("chenlihua")
    zhou, li = story.desk_of("zhoumin"), story.desk_of("liguoqiang")

    number, code = lin_xiaoyue_reports(story, lin)
    zhou_min_sends_somebody_to_look(story, zhou)
    chen_lihua_finds_it_on_the_spot(story, chen)
    zhou_min_takes_the_suggestion(story, zhou)
    sees(story, lin, "城管分局", "几时前接下", "周敏派给石埠镇城管分局", "为什么是")
    li_guoqiang_takes_it_on(story, li)
    sees(story, lin, "李国强", "几时前办好", "石埠镇城管分局李国强接下了这件事")
    li_guoqiang_shows_it_mended(story, li)
    chen_lihua_checks_it(story, chen)
    lin_xiaoyue_finds_it_again_and_rates_it(story, number, code)

    case = the_case()
    assert (case.status, case.on_time, case.satisfied) == ("closed", True, True)
    assert [entry.kind for entry in history.history("case", str(case.pk))] == [f"case.{one}" for one in WAY]
    assert sealing.first_broken_entry() is None
    assert not story.refusals


def lin_xiaoyue_reports(story: Telling, lin: Page) -> tuple[str, str]:
    """On her phone: a photo, where she stands, and a few words."""
    story.opens(lin, "/report/")
    add_photo(lin.locator("[data-photos]"), photo("坑"))
    lin.locator("[data-locate]").click()
    says(lin, "东兴03网格")
    lin.get_by_role("textbox", name="说说情况").fill(WORDS)
    lin.get_by_role("button", name="提交").click()
    says(lin, "收到了", "谁在办", "镇智网中心", "几时前答复")
    number, code = lin.locator("#number").inner_text(), lin.locator("#code").inner_text()
    report = the_report()
    assert (report.number, report.grid and report.grid.name) == (number.replace(" ", ""), "东兴03网格")
    story.meanwhile()
    return number, code


def zhou_min_sends_somebody_to_look(story: Telling, zhou: Page) -> None:
    """At the centre: the words and the photo speak of a road, but nobody has looked."""
    story.opens(zhou, "/desk/reports/")
    says(zhou, WORDS, "道路破损")
    press(zhou, "v")
    says(zhou, "已转网格员现场核实。")
    assert the_report().status == "verifying"


def chen_lihua_finds_it_on_the_spot(story: Telling, chen: Page) -> None:
    """Whose grid it is: it stands in her day, and she confirms it with the matter."""
    story.opens(chen, "/field/")
    chen.get_by_role("link", name="核实：").click()
    says(chen, WORDS)
    chen.get_by_text("情况属实").click()
    chen.get_by_label("道路破损").check()
    chen.get_by_role("button", name="提交").click()
    says(chen, "已提交，派遣员收到了。")
    story.meanwhile()
    case = the_case()
    assert (case.status, case.matter.code, case.area) == ("waiting", POTHOLE, "449900101001003")


def zhou_min_takes_the_suggestion(story: Telling, zhou: Page) -> None:
    """What she confirmed is a case already, and the city's own rule names the unit: one key."""
    story.opens(zhou, "/desk/?queue=waiting")
    says(zhou, "石埠镇城管分局", "照此派遣")
    press(zhou, "Enter")
    says(zhou, "已派给")
    story.meanwhile()


def li_guoqiang_takes_it_on(story: Telling, li: Page) -> None:
    """It is his unit's; from now on the clock for handling runs."""
    story.opens(li, f"/desk/cases/{the_case().number}/")
    says(li, "已派遣", WORDS)
    press(li, "t")
    says(li, "已签收，处置开始计时。")


def li_guoqiang_shows_it_mended(story: Telling, li: Page) -> None:
    """Not without a photo of the result."""
    story.opens(li, f"/desk/cases/{the_case().number}/")
    says(li, "处理中", "李国强")
    press(li, "f")
    form = sheet(li)
    form.locator("[name=why]").fill("填补压实，与路面平顺")
    add_photo(form, photo("补好", "grey"))
    sends(form)
    says(li, "已反馈，由别人核查。")
    story.meanwhile()


def chen_lihua_checks_it(story: Telling, chen: Page) -> None:
    """Somebody else than who mended it: before beside after."""
    story.opens(chen, "/field/")
    chen.get_by_role("link", name="核查：").click()
    expect(chen.locator(".photo-pair figure")).to_have_count(2)
    says(chen, "填补压实，与路面平顺")
    chen.get_by_text("解决了", exact=True).click()
    chen.get_by_role("button", name="提交").click()
    says(chen, "核查通过，已结案。")
    story.meanwhile()


def lin_xiaoyue_finds_it_again_and_rates_it(story: Telling, number: str, code: str) -> None:
    """On another phone, by number and code: the whole story in plain words, and a question."""
    again = story.opens(story.resident(), "/follow/")
    again.get_by_label("编号").fill(number)
    again.get_by_label("查询码").fill(code)
    again.get_by_role("button", name="查看").click()
    says(again, "谁办的", "真的解决了吗？", "陈丽华核查通过，结案", "填补压实，与路面平顺", "你报了这件事。")
    rates(again, solved=True, mark=5)
    says(again, "谢谢。你的评价会算进对单位的考核。")
    rating = Rating.objects.get()
    assert {rating.speed, rating.result, rating.manner, rating.feedback} == {5}


def sees(story: Telling, page: Page, *words: str) -> None:
    """The resident looks at her matter in between."""
    story.opens(page, f"/my/{the_report().number}/")
    says(page, *words)
