"""One story in a browser: booked on a phone, a conflict handed over, advice given, read by code, taken away; every page for everybody."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.registry.appointments.models import Appointment
from commongrid.work.advice.models import Advice
from tests.cast import Town
from tests.work.advice.things import ASKED, CENTRE, SAID, book, given, hours, lawyer, today_is

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/desk/advice/"


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
    town, by, other = now_town, lawyer(now_town), lawyer(now_town, "hejing", "何静")
    session = hours(town, by)
    hours(town, other)
    book(town, session, 1)
    one, _code = book(town, session, 2)
    two, code = book(town, session, 3)
    today_is(one)
    today_is(two)
    done = given(town, by, two)
    page = desk_of("luozheng", URL, width, theme)
    first = page.locator("form[action$='/take/'] button").first
    first.click()
    page.wait_for_url("**/desk/advice/*-*/")
    pages = [
        URL,
        page.url.removeprefix(live_server.url),
        f"{URL}{done.pk}/",
        f"{URL}booked/{one.pk}/conflict/",
    ]
    pages += ["/ask/", "/advice/", f"/advice/book/{CENTRE}/"]
    page.goto(f"{live_server.url}/advice/")
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="查看").click()
    page.wait_for_url("**/advice/mine/")
    for number, address in enumerate([*pages, "/advice/mine/"]):
        page.goto(f"{live_server.url}{address}")
        if folder := os.environ.get("COMMONGRID_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"advice-{width}-{number}.png"), full_page=True)
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address


def test_the_story_of_one_piece_of_advice(
    now_town: Town, desk_of: Callable[..., Page], assert_accessible: Any, live_server: Any
) -> None:
    by, other = lawyer(now_town), lawyer(now_town, "hejing", "何静")
    hours(now_town, by)
    page = desk_of("luozheng", "/advice/", 360)
    page.get_by_role("link", name="预约时间").click()
    page.locator("#id_slot").select_option(index=1)
    page.locator("#id_words").fill(ASKED)
    page.get_by_role("button", name="预约").click()
    page.wait_for_url("**/advice/mine/")
    code = page.locator(".receipt-number").inner_text()
    hours(now_town, other)
    found = Appointment.objects.get()
    today_is(found)
    page.goto(f"{live_server.url}{URL}")
    page.get_by_role("link", name="利益冲突").click()
    page.get_by_role("button", name="转交").click()
    expect(page.locator("main")).not_to_contain_text(ASKED)
    page = desk_of("hejing", URL)
    page.get_by_role("button", name="接待").click()
    page.locator("#id_words").fill(SAID)
    page.locator("#id_referral").select_option("mediation")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="按写好的内容给出").click()
    expect(page.locator("main")).to_contain_text("已给出")
    assert Advice.objects.get().lawyer == "何静"
    page.goto(f"{live_server.url}/advice/")
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="查看").click()
    expect(page.locator("main")).to_contain_text(SAID)
    expect(page.get_by_role("link", name="申请调解")).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as paper:
        page.get_by_role("link", name="下载 PDF").click()
    assert paper.value.suggested_filename == "advice.pdf"
