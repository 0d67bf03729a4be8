"""The false report: looked at, declined with the reason, told to the reporter, appealed once, answered by the city."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from commongrid.cases.models import Case
from tests.stories.telling import Telling, does, press, reports, says, the_report

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_not_true_is_declined_with_the_reason_and_may_be_appealed_once(story: Telling) -> None:
    # Lin Xiaoyue reports rubbish that is not there; Zhou Min sends somebody to look.
    lin = story.resident()
    number, _code = reports(story, lin, "东兴路口有一大堆垃圾没人管")
    story.meanwhile()
    zhou = story.opens(story.desk_of("zhoumin"), "/desk/reports/")
    press(zhou, "v")
    says(zhou, "已转网格员现场核实。")

    # Chen Lihua finds nothing, and has to say what she saw before she may send it.
    chen = story.opens(story.phone_of("chenlihua"), "/field/")
    chen.get_by_role("link", name="核实：").click()
    chen.get_by_text("情况不属实").click()
    chen.get_by_role("button", name="提交").click()
    says(chen, "请写几句你看到的情况，会告诉上报人。")
    chen.get_by_label("简单说几句").fill("路口两侧都看过，地面干净，没有垃圾")
    chen.get_by_role("button", name="提交").click()
    says(chen, "已提交，派遣员收到了。")
    story.meanwhile()

    # Zhou Min declines it: the reason comes from the list and has to be stated in words.
    story.opens(zhou, "/desk/reports/?queue=verified")
    says(zhou, "网格员核实", "不属实", "地面干净")
    does(zhou, "x", reason="DR14", why="十一月二十二日到场看过，没有发现垃圾")
    says(zhou, "已不受理，会告诉反映人，并可申诉。")

    # Lin Xiaoyue reads why, and appeals.
    story.opens(lin, f"/my/{number.replace(' ', '')}/")
    says(
        lin,
        "没有受理。如果不同意，可以申诉一次。",
        "到场看过，没有发现垃圾",
        "我们到现场看过，没有发现反映的情况",
    )
    appeal = lin.locator("form#appeal")
    appeal.locator("textarea").fill("垃圾在路口北面的巷子里，没有走进去看")
    appeal.get_by_role("button", name="提交").click()
    says(lin, "申诉已收到，由另外的人答复。")
    expect(lin.locator("form#appeal")).to_have_count(0)

    # Zhou Min decided it before, so it is not hers to answer.
    story.opens(zhou, f"/desk/reports/{the_report().number}/")
    does(zhou, "a", upheld="no", why="已经看过")
    says(zhou, "针对你决定的申诉要由别人答复")

    # Guo Jian of the city's centre answers it, and that is the end of it.
    guo = story.opens(story.desk_of("guojian"), "/desk/reports/?queue=appeals")
    says(guo, "反映人申诉", "没有走进去看", "当时不受理的理由：")
    does(guo, "a", upheld="no", why="已另派人走进巷子看过，也没有垃圾，维持原决定")
    says(guo, "已答复，会告诉反映人。")
    lin.reload()
    says(lin, "你提出了申诉。", "维持原决定")
    expect(lin.locator("form#appeal")).to_have_count(0)
    assert (the_report().status, the_report().appeal_upheld) == ("declined", False)
    assert not Case.objects.exists()
