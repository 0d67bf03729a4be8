"""Figures in a real browser: for everybody, by keyboard, on a phone, in both themes, on paper and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from commongrid.insight.handouts import acts as handouts
from commongrid.insight.handouts import signing
from commongrid.insight.handouts.terms import Shown
from tests.browsing import sign_in
from tests.cast import Town
from tests.doors.desk.figures.conftest import DONGXING, SHIBU

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)
TOWN = f"/desk/figures/{SHIBU}/?p=month&by=opened"


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1000, "dark"), (360, "light")])
def test_everybody_can_use_it(
    counted: Town, desk_of: Callable[..., Page], assert_accessible: Any, width: int, theme: str
) -> None:
    link = handouts.give_link(Shown("division", SHIBU), 30, by=counted.zhoumin, at=counted.now, why="大厅")
    for address in (
        TOWN,
        f"/desk/figures/{DONGXING}/?p=month",
        f"/desk/figures/{SHIBU}/cases/opened/?p=month",
        f"/desk/figures/{SHIBU}/links/",
        f"/desk/figures/shown/{signing.token(link.pk)}/",
    ):
        page = desk_of("zhoumin", address, width, theme)
        expect(page.locator("h1")).to_be_visible()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_map_is_walked_by_keyboard(counted: Town, desk_of: Callable[..., Page]) -> None:
    page = desk_of("zhoumin", TOWN)
    area = page.locator(".figures-map a", has=page.locator("title", has_text="东兴"))
    area.focus()
    expect(area).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/figures/{DONGXING}/?p=month*")
    expect(page.locator("h1")).to_have_text("东兴社区本月怎么样")


def test_the_large_chart_is_drawn_and_its_table_stays(counted: Town, desk_of: Callable[..., Page]) -> None:
    page = desk_of("zhoumin", TOWN)
    chart = page.locator("[data-chart]")
    chart.scroll_into_view_if_needed()
    expect(page.locator("[data-chart][data-drawn] canvas")).to_be_visible()
    page.locator(".figures-more > summary").click()
    expect(page.locator(".figures-more tbody tr").last).to_contain_text("14")


def test_the_page_is_sent_as_a_link(
    counted: Town, desk_of: Callable[..., Page], context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desk_of("zhoumin", TOWN)
    page.locator("[data-send]").click()
    expect(page.locator(".toast")).to_contain_text("链接已复制")
    assert page.evaluate("() => navigator.clipboard.readText()").endswith(TOWN)


def test_it_stands_without_scripts(counted: Town, new_context: Any, live_server: Any) -> None:
    context = new_context(java_script_enabled=False)
    sign_in(context, live_server, "zhoumin")
    page = context.new_page()
    page.goto(f"{live_server.url}{TOWN}")
    for drawn in (
        ".figures-map a path",
        ".figure-trend polyline",
        "[data-chart] polyline",
        ".figures-ranking .dot",
    ):
        expect(page.locator(drawn).first).to_be_attached()
    expect(page.locator("[data-send]")).to_be_hidden()
    page.locator(".figures-tools .segmented a", has_text="今年").click()
    expect(page.locator("h1")).to_have_text("石埠镇今年怎么样")
    page.locator(".figure-tile a").first.click()
    expect(page.locator(".figures-span strong")).to_contain_text("14")


def test_paper_has_title_days_moment_and_source(counted: Town, desk_of: Callable[..., Page]) -> None:
    page = desk_of("zhoumin", TOWN)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".figures-span")).to_contain_text("数据截至")
    expect(page.locator(".figures-source")).to_contain_text("来源")
    expect(page.locator(".figures-tools")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
