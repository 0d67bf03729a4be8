"""The search field and the map in a real browser: by keyboard alone, on a phone, for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from commongrid.work.tallies import acts as tallies
from tests.cast import LAMP, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
DRAWN = 30_000
"""Milliseconds a map may take to be drawn without a graphics card."""


def test_the_search_field_is_a_combobox(
    town: Town, desk_of: Callable[..., Page], assert_accessible: Any
) -> None:
    town.case(LAMP)
    page = desk_of("zhoumin", "/desk/?queue=open")
    field = page.get_by_role("combobox", name=re.compile("搜索|Search"))
    expect(field).to_have_attribute("aria-expanded", "false")
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("路灯")
    options = page.locator("#suggestions [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/?*matter=*")
    expect(page.locator("[data-row]")).to_have_count(1)


def test_enter_without_a_choice_searches(town: Town, desk_of: Callable[..., Page]) -> None:
    town.case(address="东兴路12号")
    page = desk_of("zhoumin", "/desk/?queue=open")
    page.locator("#q").fill("东兴路")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/desk/?q=*")
    expect(page.locator("[data-row] mark").first).to_have_text("东兴路")


@pytest.mark.parametrize("width", [360, 1440])
def test_the_map_and_its_list_say_the_same(
    town: Town, desk_of: Callable[..., Page], assert_accessible: Any, width: int
) -> None:
    town.case()
    tallies.rebuild(at=town.now)
    page = desk_of("zhoumin", "/desk/map/?queue=open", width)
    page.wait_for_selector("#desk-map[data-shown-once]", timeout=DRAWN)
    expect(page.locator("#map-count")).to_contain_text("1")
    expect(page.locator("#in-view .row-title")).to_have_count(1)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("radio", name=re.compile("村社区|communities")).check()
    page.locator("#in-view .row-title").first.press("Enter")
    page.wait_for_url("**area=449900101*")


@pytest.mark.parametrize("address", ["/desk/?q=没有这个", "/desk/search/reporter/", "/desk/map/"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_search(
    town: Town, desk_of: Callable[..., Page], assert_accessible: Any, address: str, theme: str
) -> None:
    for width in (360, 1440):
        page = desk_of("zhoumin", address, width, theme)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
