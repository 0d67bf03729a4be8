"""The desk in a real browser: by keyboard alone, on a phone, in both themes, and for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from commongrid.cases.models import Case
from commongrid.registry.units import acts as units
from commongrid.work.dispatch import acts as dispatch
from tests.cast import LAMP, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(town: Town) -> list[Case]:
    cases = [town.case(), town.case(LAMP)]
    for case in cases:
        dispatch.propose(case, at=town.now)
    return cases


def test_j_and_enter_take_the_suggestion(waiting: list[Case], desk_of: Callable[..., Page]) -> None:
    page = desk_of("zhoumin", "/desk/?queue=waiting")
    first = page.locator("[data-row] .row-title").nth(0).inner_text()
    second = page.locator("[data-row] .row-title").nth(1).inner_text()
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("j")
    page.wait_for_function("title => document.querySelector('#main h2').textContent === title", arg=second)
    page.keyboard.press("Enter")
    page.wait_for_selector(".toast")
    expect(page.locator("[data-row] .row-title")).to_have_text([first])
    assert {case.title: case.status for case in Case.objects.all()}[second] == "assigned"


def test_an_act_is_a_sheet_that_keeps_what_was_typed(
    waiting: list[Case], desk_of: Callable[..., Page]
) -> None:
    page = desk_of("zhoumin", "/desk/?queue=waiting")
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("v")
    page.wait_for_selector("#act[open] textarea")
    page.fill("#act textarea", "不是案件")
    page.locator("#act .button-main").click()
    expect(page.locator("#act input[type=radio]:invalid, #act .error-summary").first).to_be_attached()
    expect(page.locator("#act textarea")).to_have_value("不是案件")
    page.keyboard.press("Escape")
    page.wait_for_selector("#act[open]", state="detached")


def test_the_sheet_opens_over_the_next_case_too(waiting: list[Case], desk_of: Callable[..., Page]) -> None:
    page = desk_of("zhoumin", "/desk/?queue=waiting")
    page.wait_for_selector("[data-keys][data-ready]")
    second = page.locator("[data-row] .row-title").nth(1).inner_text()
    page.keyboard.press("j")
    expect(page.locator("#main h2").first).to_have_text(second)
    page.keyboard.press("e")
    page.wait_for_selector("dialog#act[open] select")
    expect(page.locator("dialog#act[open] select")).to_be_focused()
    expect(page.locator("#main form.sheet-form")).to_have_count(0)


def test_a_sheet_that_was_closed_gives_enter_back_to_the_suggestion(
    waiting: list[Case], desk_of: Callable[..., Page]
) -> None:
    page = desk_of("zhoumin", "/desk/?queue=waiting")
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("p")
    page.wait_for_selector("dialog#act[open] select")
    expect(page.locator("dialog#act[open] select")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".toast [data-key=z]")).to_be_visible()


def test_z_takes_the_last_dispatch_back(waiting: list[Case], desk_of: Callable[..., Page]) -> None:
    page = desk_of("zhoumin", "/desk/?queue=waiting")
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("Enter")
    expect(page.locator(".toast [data-key=z]")).to_be_visible()
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("z")
    page.wait_for_url("**/desk/cases/**")
    expect(page.locator(".toast")).to_contain_text("已撤回")
    assert set(Case.objects.values_list("status", flat=True)) == {"waiting"}


def test_on_a_phone_the_case_is_its_own_page(waiting: list[Case], desk_of: Callable[..., Page]) -> None:
    page = desk_of("zhoumin", "/desk/?queue=waiting", width=360)
    expect(page.locator("#main")).to_be_hidden()
    page.locator("[data-row] .row-title").first.click()
    page.wait_for_url("**/desk/cases/**")
    expect(page.locator("#main h2").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_words_in_a_table_stay_words_on_a_phone(
    waiting: list[Case], town: Town, desk_of: Callable[..., Page]
) -> None:
    chosen = "&".join(f"case={case.number}" for case in waiting[:2])
    page = desk_of("zhoumin", f"/desk/bulk/?act=merge&{chosen}", 360)
    titles = page.locator(".table td:nth-child(2)")
    expect(titles).to_have_count(2)
    assert all(one.bounding_box()["width"] >= 90 for one in titles.all())


def test_the_count_of_a_kept_filter_arrives_after_the_page(
    waiting: list[Case], town: Town, desk_of: Callable[..., Page]
) -> None:
    units.save_view(
        town.account("zhoumin").pk, "石埠的", "/desk/?queue=waiting", by=town.zhoumin, at=town.now
    )
    page = desk_of("zhoumin", "/desk/?queue=waiting")
    kept = page.locator(".saved").filter(visible=True)
    expect(kept.locator(".number")).to_have_text(str(len(waiting)))
    expect(kept.locator("a")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_it(
    waiting: list[Case],
    town: Town,
    desk_of: Callable[..., Page],
    assert_accessible: Any,
    width: int,
    theme: str,
) -> None:
    report = town.report()
    number = waiting[0].number
    for address in (
        "/desk/?queue=waiting",
        f"/desk/cases/{number}/",
        f"/desk/cases/{number}/assign/",
        f"/desk/reports/{report.number}/",
        f"/desk/bulk/?act=assign&case={number}",
        "/desk/owed/",
        "/accounts/2fa/",
    ):
        page = desk_of("zhoumin", address, width, theme)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
