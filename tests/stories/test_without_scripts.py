"""Without JavaScript: a report is sent, found again, added to and taken back as far as forms go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.stories.telling import Telling, photo, says, the_report

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_is_sent_and_followed_without_scripts(story: Telling) -> None:
    # He Bo's old phone runs no scripts. He forgets the place, and nothing he wrote is lost.
    he = story.opens(story.resident(java_script_enabled=False), "/report/")
    he.locator("input[type=file]").set_input_files(photo("灯"))
    he.get_by_role("textbox", name="说说情况").fill("路灯不亮，晚上看不见路")
    he.get_by_role("button", name="提交").click()
    says(he, "还没有提交。已填的内容都在，请改一下：", "已收到1张照片，都在。")
    expect(he.get_by_role("textbox", name="说说情况")).to_have_value("路灯不亮，晚上看不见路")

    he.get_by_label("地址，或旁边有什么").fill("东兴社区东兴路12号")
    he.get_by_role("button", name="提交").click()
    says(he, "收到了", "镇智网中心")
    number, code = he.locator("#number").inner_text(), he.locator("#code").inner_text()

    # At the library he finds it again, adds to it, and takes it back once it shines.
    library = story.opens(story.resident(java_script_enabled=False), "/follow/")
    library.get_by_label("编号").fill(number.lower())
    library.get_by_label("查询码").fill(code)
    library.get_by_role("button", name="查看").click()
    says(library, "你报了这件事。", "在办")
    expect(library.locator("img.photo")).to_have_count(1)
    library.get_by_text("撤回", exact=True).click()
    library.get_by_role("button", name="确定撤回").click()
    says(library, "已撤回，不再办理。", "你撤回了这件事。")
    assert (the_report().status, the_report().number) == ("withdrawn", number.replace(" ", ""))

    he.reload()
    he.get_by_role("link", name="看办到哪了").click()
    says(he, "你撤回了这件事。")
