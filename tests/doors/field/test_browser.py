"""The field in a phone's browser: accessible in both themes, big enough for a thumb, and done by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.cases.models import Case
from commongrid.intake.models import Report
from tests.browsing import sign_in
from tests.cast import LAMP, Town
from tests.doors.field.test_pages import to_check, to_verify

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
LEAST = 48
SMALL = """least => [...document.querySelectorAll("main a.button, main button, main .duty, nav a, .choice")]
  .filter(one => one.checkVisibility()).map(one => [one.innerText.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height && box.height < least - 0.5).map(([words, box]) => `${words}: ${box.height}`)"""


@pytest.fixture
def day(town: Town) -> tuple[Report, Case]:
    """A day with a report to verify and a finished job to check."""
    town.now = timezone.now() - timedelta(hours=1)
    return to_verify(town), to_check(town)


def in_both_themes(page: Page, check: Callable[[Page], None]) -> None:
    """The page as it stands, in light and in dark: one load for both, without a colour on its way to the other."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        check(page)


def phone(new_context: Any, live_server: Any, scheme: str) -> Page:
    context = new_context(viewport={"width": 360, "height": 780}, color_scheme=scheme)
    sign_in(context, live_server, "chenlihua")
    page: Page = context.new_page()
    return page


def test_every_page_is_accessible_in_both_themes_and_big_enough(
    day: tuple[Report, Case],
    live_server: Any,
    new_context: Any,
    assert_accessible: Callable[[Page], None],
) -> None:
    report, case = day
    page = phone(new_context, live_server, "light")
    paths = [
        "",
        f"verify/{report.number}/",
        f"check/{case.number}/",
        "found/",
        "map/",
        "grid/",
        "places/?q=东兴",
        "premises/P-004/?plate=abc",
        "patrol/at/P-004/",
        "me/",
        "matters/",
        "matters/?q=zz",
    ]
    paths += ["matters/SR-012/", f"matters/{LAMP}/"]
    for path in [*paths, f"cases/{case.number}/"]:
        page.goto(f"{live_server.url}/field/{path}")
        in_both_themes(page, assert_accessible)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360, path
        assert page.evaluate(SMALL, LEAST) == [], path


def test_open_cases_near_the_pin_are_shown_before_reporting_again(
    day: tuple[Report, Case], live_server: Any, new_context: Any
) -> None:
    _, case = day
    page = phone(new_context, live_server, "light")
    page.goto(f"{live_server.url}/field/found/")
    page.evaluate(
        """([lon, lat]) => { const [x, y] = [document.getElementById("id_lon"), document.getElementById("id_lat")];
          x.value = lon; y.value = lat; y.dispatchEvent(new Event("change", { bubbles: true })); }""",
        [case.lon, case.lat],
    )
    expect(page.locator(f"a[href='/field/cases/{case.number}/']")).to_be_visible()


def test_today_is_sorted_from_where_the_device_is(
    day: tuple[Report, Case], live_server: Any, new_context: Any
) -> None:
    report, _ = day
    context = new_context(
        geolocation={"longitude": report.lon, "latitude": report.lat}, permissions=["geolocation"]
    )
    sign_in(context, live_server, "chenlihua")
    page: Page = context.new_page()
    page.goto(f"{live_server.url}/field/")
    page.wait_for_url("**/field/?lon=*")
    expect(page.get_by_role("button", name="离我近的在前")).to_be_visible()
    expect(page.locator(".duties")).to_contain_text("米")


def test_a_matter_is_found_without_leaving_the_page(
    day: tuple[Report, Case], live_server: Any, new_context: Any
) -> None:
    page = phone(new_context, live_server, "light")
    page.goto(f"{live_server.url}/field/found/")
    page.locator("#id_words").fill("楼道里堆了东西")
    page.locator("#q").fill("路灯")
    page.locator("#find-matter").click()
    expect(page.locator(f"input[name=matter][value='{LAMP}']")).to_have_count(1)
    expect(page.locator("#id_words")).to_have_value("楼道里堆了东西")


def test_what_is_said_never_lies_on_what_the_thumb_is_for(
    day: tuple[Report, Case], live_server: Any, new_context: Any
) -> None:
    report, _ = day
    page = phone(new_context, live_server, "light")
    page.goto(f"{live_server.url}/field/verify/{report.number}/")
    page.get_by_role("radio", name="情况属实").check()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/field/")
    expect(page.locator(".toast")).to_be_visible()
    toast, thumb = page.locator(".toast").bounding_box(), page.locator(".thumb").bounding_box()
    assert toast
    assert thumb
    assert toast["y"] + toast["height"] <= thumb["y"]


def test_a_report_is_verified_by_keyboard(
    day: tuple[Report, Case], live_server: Any, new_context: Any
) -> None:
    report, _ = day
    page = phone(new_context, live_server, "light")
    page.goto(f"{live_server.url}/field/verify/{report.number}/")
    page.get_by_role("radio", name="情况属实").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="提交").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/field/")
    report.refresh_from_db()
    assert (report.status, report.finding) == ("received", "confirmed")


@pytest.mark.parametrize("code", ["SR-012", LAMP, "XF-012"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_matter_stands_on_one_screen(
    town: Town, live_server: Any, new_context: Any, code: str, language: str
) -> None:
    """What it is, what to photograph and who does what by when, without scrolling."""
    page = phone(new_context, live_server, "light")
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page.goto(f"{live_server.url}/field/matters/{code}/")
    last = page.locator(".about-steps > li").last.bounding_box()
    main = page.locator("main").bounding_box()
    assert last
    assert main
    assert last["y"] + last["height"] <= main["y"] + main["height"]


def test_from_the_list_of_matters_to_a_report_of_one(town: Town, live_server: Any, new_context: Any) -> None:
    page = phone(new_context, live_server, "light")
    page.goto(f"{live_server.url}/field/matters/")
    page.get_by_role("searchbox").fill("bllj")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="暴露垃圾").click()
    expect(page.locator("h1")).to_contain_text("暴露垃圾")
    page.get_by_role("link", name="就地上报这一项").click()
    expect(page.locator("[name=matter]:checked")).to_have_value("SR-012")
