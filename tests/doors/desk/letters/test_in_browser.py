"""The story of one letter in a browser: written, answered by two, agreed, redacted, compared, public; every page for everybody."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.work.letters import acts, queries
from commongrid.work.letters.models import Letter
from tests.cast import POTHOLE, Town
from tests.work.letters.things import ANSWER, PHONE, WORDS, answered, box, clean, published, written

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/desk/letters/"


@pytest.fixture
def now_town(town: Town) -> Town:
    town.now = timezone.now()
    return town


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_everybody_can_use_the_pages(
    now_town: Town,
    desk_of: Callable[..., Page],
    assert_accessible: Any,
    live_server: Any,
    width: int,
    theme: str,
) -> None:
    town = now_town
    public, proposed, agreed, fresh = published(town), answered(town), answered(town), written(town)
    acts.redact(proposed, clean(), by=town.liangyong, at=town.now)
    drafted = written(town)
    acts.draft(drafted, ANSWER, town.item(), by=town.liangyong, at=town.now)
    pages = [URL, *(f"{URL}{one.pk}/" for one in (fresh, drafted, agreed, proposed))]
    pages += [
        f"{URL}?list=public",
        "/letters/?q=东兴社区",
        "/letters/to/secretary-town/",
        "/letters/answers/",
    ]
    pages.append(f"/letters/answers/{public.pk}/")
    page = desk_of("zhoumin", URL, width, theme)
    for number, address in enumerate(pages):
        page.goto(f"{live_server.url}{address}")
        if folder := os.environ.get("COMMONGRID_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"letters-{width}-{number}.png"), full_page=True)
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address


def test_the_story_of_one_letter(
    now_town: Town, desk_of: Callable[..., Page], assert_accessible: Any, live_server: Any
) -> None:
    box(now_town)
    page = desk_of("zhoumin", "/letters/?q=石埠镇")
    page.get_by_role("link", name="石埠镇委书记在线").click()
    page.locator("#id_words").fill(WORDS)
    page.locator("#id_phone").fill(PHONE)
    page.get_by_text("同意公开来信和答复").click()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/sent/")
    letter = Letter.objects.get()
    assert letter.agreed
    at_desk = f"{live_server.url}{URL}{letter.pk}/"
    page.goto(at_desk)
    page.locator("#id_draft_words").fill(ANSWER)
    page.locator("#id_draft_matter").select_option(POTHOLE)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("main")).to_contain_text("等待另一人审核")
    page = desk_of("liangyong", f"{URL}{letter.pk}/")
    page.get_by_role("button", name="审核通过并发出").click()
    expect(page.locator("main")).to_contain_text("准备公开")
    expect(page.locator("#id_redact_question")).not_to_have_value(re.compile("13800007777"))
    page.locator("#id_redact_title").fill("楼道里充电")
    page.locator("#id_redact_topic").select_option("safety")
    page.locator("#id_redact_question").fill("小区电动车停在楼道里充电，晚上有焦味。")
    page.locator("#id_redact_answer").fill("已联系物业清理楼道，三日内整改。")
    page.get_by_role("button", name="提交另一人核对").click()
    page = desk_of("zhoumin", f"{URL}{letter.pk}/")
    page.get_by_role("button", name="已逐句核对，公开").click()
    expect(page.locator("main")).to_contain_text("查看居民看到的页面")
    page.goto(f"{live_server.url}/letters/answers/?q=焦味")
    page.get_by_role("link", name="楼道里充电").click()
    assert_accessible(page)
    expect(page.locator("main")).not_to_contain_text("陈小明")
    assert queries.public_state(queries.find(letter.pk) or letter) == "public"
