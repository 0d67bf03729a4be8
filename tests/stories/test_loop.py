"""The loop closes: from a resident's photo to a case that is checked, closed and rated."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

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

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pothole_goes_through_five_peoples_hands(story: Telling) -> None:
    town = story.town
    dispatch.set_rule(matter=POTHOLE, area="449900101", unit=town.unit_of("liguoqiang"), by=town.suqing, at=town.now)

    # Lin Xiaoyue reports it on her phone: a photo, where she stands, and a few words.
    lin = story.opens(story.resident(), "/report/")
    add_photo(lin.locator("[data-photos]"), photo("坑"))
    lin.locator("[data-locate]").click()
    says(lin, "东兴03网格")
    lin.get_by_role("textbox", name="说说情况").fill("路面塌了一个大坑，走路容易踩空")
    lin.get_by_role("button", name="提交").click()
    says(lin, "收到了", "谁在办", "镇智网中心", "几时前答复")
    number, code = (lin.locator(f"#{one}").inner_text() for one in ("number", "code"))
    report = the_report()
    assert (report.number, report.grid.name if report.grid else "") == (number.replace(" ", ""), "东兴03网格")

    # Zhou Min, at the centre, sends somebody to look.
    story.meanwhile()
    zhou = story.opens(story.desk_of("zhoumin"), "/desk/reports/")
    says(zhou, "走路容易踩空", "道路破损")
    press(zhou, "v")
    says(zhou, "已转网格员现场核实。")
    assert the_report().status == "verifying"

    # Chen Lihua, whose grid it is, finds it on her phone and confirms it on the spot.
    chen = story.opens(story.phone_of("chenlihua"), "/field/")
    chen.get_by_role("link", name="核实：").click()
    says(chen, "路面塌了一个大坑")
    chen.get_by_text("情况属实").click()
    chen.get_by_label("道路破损").check()
    chen.get_by_role("button", name="提交").click()
    says(chen, "已提交，派遣员收到了。")
    story.meanwhile()
    case = the_case()
    assert (case.status, case.matter.code, case.grid.name if case.grid else "") == ("waiting", POTHOLE, "东兴03网格")

    # Zhou Min takes the suggestion with one key.
    story.opens(zhou, "/desk/?queue=waiting")
    says(zhou, "石埠镇城管分局", "照此派遣")
    press(zhou, "Enter")
    says(zhou, "已照建议派遣。")
    story.meanwhile()

    # Li Guoqiang takes it on, mends it, and shows that it is mended.
    li = story.opens(story.desk_of("liguoqiang"), f"/desk/cases/{case.number}/")
    says(li, "已派遣")
    press(li, "t")
    says(li, "已签收，处置开始计时。")
    story.opens(li, f"/desk/cases/{case.number}/")
    says(li, "处理中", "李国强")
    press(li, "f")
    form = sheet(li)
    form.locator("[name=why]").fill("填补压实，与路面平顺")
    add_photo(form, photo("补好", "grey"))
    sends(form)
    says(li, "已反馈，由别人核查。")
    story.meanwhile()

    # Chen Lihua looks again: before beside after.
    story.opens(chen, "/field/")
    chen.get_by_role("link", name="核查：").click()
    expect(chen.locator(".photo-pair figure")).to_have_count(2)
    chen.get_by_text("解决了", exact=True).click()
    chen.get_by_role("button", name="提交").click()
    says(chen, "核查通过，已结案。")
    story.meanwhile()

    # Lin Xiaoyue finds it again by number and code on another phone, and says how it was.
    again = story.opens(story.resident(), "/follow/")
    again.get_by_label("编号").fill(number)
    again.get_by_label("查询码").fill(code)
    again.get_by_role("button", name="查看").click()
    says(again, "真的解决了吗？", "你报了这件事。", "填补压实，与路面平顺")
    rates(again, solved=True, mark=5)
    says(again, "谢谢。你的评价会算进对单位的考核。")

    case = the_case()
    assert (case.status, case.on_time, case.satisfied) == ("closed", True, True)
    assert [mark for rating in Rating.objects.all() for mark in (rating.speed, rating.result)] == [5, 5]
    assert sealing.first_broken_entry() is None
