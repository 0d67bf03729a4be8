"""Nobody wants it: after the third send-back in a row the owner of last resort has it, by itself."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.cases import acts as cases
from tests.stories.telling import Telling, does, press, says, the_case

pytestmark = pytest.mark.django_db(transaction=True)
NOT_OURS = "SB01"


def test_the_case_nobody_wants_finds_its_last_resort(story: Telling) -> None:
    town = story.town
    case = town.case()
    story.meanwhile()

    # Zhou Min sends it to urban management; Li Guoqiang says whose duty it is instead.
    zhou = story.opens(story.desk_of("zhoumin"), f"/desk/cases/{case.number}/")
    does(zhou, "e", lead="石埠镇城管分局", why="路面破损先由城管处理")
    says(zhou, "已派给")
    li = story.opens(story.desk_of("liguoqiang"), f"/desk/cases/{case.number}/")
    says(li, "已派遣", "路面破损先由城管处理")
    does(li, "b", reason=NOT_OURS, why="市政道路由镇住建局养护")
    says(li, "已退回中心。")
    story.meanwhile()

    # Zhou Min sees why it came back, and that it is asked of somebody else now.
    story.opens(zhou, "/desk/?queue=sent_back")
    says(zhou, "退单（连续第 1 次）", "市政道路由镇住建局养护")
    expect(zhou.locator(".suggestion")).not_to_contain_text("城管分局")

    # The second time it goes to and fro behind her screen.
    cases.assign(the_case(), town.unit_of("liguoqiang"), by=town.zhoumin, at=timezone.now(), why="先做警示")
    why = "警示已做，养护不归本局"
    cases.send_back(the_case(), reason=NOT_OURS, why=why, by=town.liguoqiang, at=timezone.now())
    story.meanwhile()

    # The third time.
    story.opens(zhou, f"/desk/cases/{case.number}/")
    does(zhou, "a", lead="石埠镇城管分局", why="请再看一次")
    says(zhou, "已派给")
    story.opens(li, f"/desk/cases/{case.number}/")
    does(li, "b", reason=NOT_OURS, why="第三次：养护合同在住建局")
    says(li, "已退回中心。")
    story.meanwhile()

    # Wu Minyi's unit answers for what nobody else does: it is hers without anybody's hand, and she cannot send it back.
    assert (the_case().status, the_case().lead_unit) == ("assigned", town.unit_of("wuminyi"))
    wu = story.opens(story.desk_of("wuminyi"), "/desk/?queue=assigned")
    says(wu, "派给石埠镇公用事业服务中心", "连续退单 3 次（上限 3），由兜底单位接手")
    expect(wu.locator("[data-key=b]")).to_have_count(0)
    press(wu, "t")
    says(wu, "已签收，处置开始计时。")
    assert (the_case().status, the_case().sent_back_times) == ("handling", 3)
