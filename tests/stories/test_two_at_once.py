"""Two dispatchers at once: the second is told who was first and what they did, and loses nothing she typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.stories.telling import Telling, fill, press, says, sends, sheet, the_case

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_dispatcher_is_told_and_loses_nothing(story: Telling) -> None:
    case = story.town.case()
    story.meanwhile()

    # Guo Jian of the city opens the case and begins to write.
    guo = story.opens(story.desk_of("guojian"), f"/desk/cases/{case.number}/")
    press(guo, "e")
    fill(sheet(guo), "lead", "禾城市住房和城乡建设局")
    fill(sheet(guo), "why", "这段路上个月刚由市里交养")

    # Zhou Min of the town is quicker.
    zhou = story.opens(story.desk_of("zhoumin"), f"/desk/cases/{case.number}/")
    press(zhou, "Enter")
    says(zhou, "已派给")

    # Guo Jian is told; nothing happened, and nothing he wrote is gone.
    sends(sheet(guo))
    says(guo, "周敏先处理：派遣", "你的操作没有生效")
    form = sheet(guo)
    expect(form.locator("[name=why]")).to_have_value("这段路上个月刚由市里交养")
    expect(form.locator("[name=lead] option:checked")).to_have_text("禾城市住房和城乡建设局")
    assert (the_case().lead_unit or case).pk == story.town.unit("449900101-D09").pk
    assert len(story.refusals) == 1

    # Sending it once more is a decision he takes knowingly: a case that is assigned may be assigned anew.
    sends(sheet(guo))
    says(guo, "已派给")
    assert the_case().lead_unit == story.town.unit("4499-D09")
