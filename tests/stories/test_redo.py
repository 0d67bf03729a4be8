"""Closed but not solved: done again under the same number; the second time somebody watches over it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from commongrid.cases import acts as cases
from commongrid.intake import acts as intake
from tests.stories.telling import Telling, does, rates, reports, says, the_case, the_report

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_not_solved_is_done_again_and_then_watched(story: Telling) -> None:
    lin = story.resident()
    number, _code = reports(story, lin, "路面塌了一个大坑，走路容易踩空")
    town, mine = story.town, f"/my/{number.replace(' ', '')}/"
    case = intake.admit(the_report(), town.item(), by=town.zhoumin, at=timezone.now())
    goes_round(story)

    # Closed, she is told; not solved, she says. The same number goes on.
    story.opens(lin, mine)
    says(lin, "已经结案", "真的解决了吗？")
    rates(lin, solved=False, mark=2)
    says(lin, "会用同一个编号重新办理", "重新办理：第 2 轮", number)
    assert (the_case().status, the_case().round, the_case().number) == ("waiting", 2, case.number)
    story.meanwhile()
    zhou = story.opens(story.desk_of("zhoumin"), "/desk/?queue=waiting")
    says(zhou, "重办", "反映人说没有真正解决（第 1 次）", "石埠镇住房和城乡建设局")

    # Closed again, and again it is not solved: now an answer is owed, and everybody sees by whom and until when.
    goes_round(story)
    story.opens(lin, mine)
    rates(lin, solved=False, mark=1)
    says(lin, "重新办理：第 3 轮")
    story.meanwhile()
    liang = story.opens(story.desk_of("liangyong"), "/desk/owed/")
    says(liang, "黄牌督办", "智网中心", case.title)

    # The centre owes it, and the centre answers it.
    story.opens(zhou, f"/desk/cases/{case.number}/")
    says(zhou, "黄牌督办", "第二次没有解决，转督办")
    does(zhou, "y", why="已请住建局今天返工，由网格员盯着补好")
    says(zhou, "已答复。")
    liang.reload()
    says(liang, "没有欠答复的")


def goes_round(story: Telling) -> None:
    """Behind the pages: dispatched, taken on, reported done and passed."""
    town, unit = story.town, story.town.unit_of("liguoqiang")
    cases.assign(the_case(), unit, by=town.zhoumin, at=timezone.now(), why="归它")
    cases.take(the_case(), by=town.liguoqiang, at=timezone.now())
    cases.report_done(the_case(), by=town.liguoqiang, at=timezone.now(), why="补了", photos=1)
    cases.pass_check(the_case(), by=town.chenlihua, at=timezone.now(), why="看过了")
    story.meanwhile()
