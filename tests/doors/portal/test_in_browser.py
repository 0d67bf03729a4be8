"""The portal in Chromium at 360 px: accessible in both themes and languages, usable by keyboard alone, helpful while one writes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from commongrid.intake import rules
from commongrid.intake.models import Report
from tests.cast import Town

pytestmark = pytest.mark.django_db(transaction=True)
type Check = Callable[[Page], None]
PAGES = ["/", "/report/", "/ask/", "/ask/new/", "/my/", "/follow/", "/prove/", "/nearby/", "/help/", "/privacy/", "/points/SP-449900101/", "/grids/449900101001003/", "/grids/449900101001003/print/", "/no-such-page/"]  # fmt: skip


@pytest.fixture
def phone(page: Page) -> Page:
    """A small phone whose scripts must not fail."""
    page.set_viewport_size({"width": 360, "height": 780})
    page.faults = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))  # type: ignore[attr-defined]
    return page


def read_in(page: Page, server: LiveServer, language: str, **cookies: str) -> None:
    told = {"django_language": language, **cookies}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": server.url} for name, value in told.items()]
    )


def look_at(page: Page, address: str, check: Check) -> None:
    """One load for both themes; without motion, so that no colour is on its way to the other."""
    page.goto(address, wait_until="load")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        check(page)
    assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth"), address
    assert not page.faults, address  # type: ignore[attr-defined]


def follow(page: Page, server: LiveServer, report: Report) -> None:
    """Open a report's page with its number and a code known to the test."""
    Report.objects.filter(pk=report.pk).update(code_hash=rules.code_hash(report.pk, "TESTER"))
    page.goto(f"{server.url}/follow/?number={report.number}#TESTER")
    expect(page.locator("#id_code")).to_have_value("TESTER")
    page.locator("main .button-main").click()
    page.wait_for_url("**/my/*/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_is_accessible(
    phone: Page, live_server: LiveServer, town: Town, assert_accessible: Check, language: str
) -> None:
    read_in(phone, live_server, language)
    for path in PAGES:
        look_at(phone, live_server.url + path, assert_accessible)


def test_a_matter_is_accessible_at_every_stage(
    phone: Page, live_server: LiveServer, recent: Town, assert_accessible: Check
) -> None:
    read_in(phone, live_server, "zh-hans")
    waiting, received = recent.case(), recent.report()
    for report in (waiting.reports.get(), received):
        follow(phone, live_server, report)
        look_at(phone, phone.url, assert_accessible)
    for path in ("/", "/my/", f"/nearby/{waiting.number}/"):
        look_at(phone, live_server.url + path, assert_accessible)


def test_large_text_stays_on_the_phone(
    phone: Page, live_server: LiveServer, town: Town, assert_accessible: Check
) -> None:
    read_in(phone, live_server, "en", look_text="large")
    for path in PAGES:
        look_at(phone, live_server.url + path, assert_accessible)


def test_what_is_tapped_is_large_enough(phone: Page, live_server: LiveServer, town: Town) -> None:
    for path in ("/", "/report/", "/my/", "/ask/", "/nearby/"):
        phone.goto(live_server.url + path)
        small = phone.evaluate(
            """() => [...document.querySelectorAll(".doors a, .links a, main .button, .switches button, summary")]
              .filter((one) => one.offsetParent).map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])
              .filter(([, height]) => height < 44)"""
        )
        assert not small, path


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_report_by_keyboard_alone(phone: Page, live_server: LiveServer, town: Town) -> None:
    phone.goto(live_server.url + "/report/")
    tab_to(phone, "#id_address")
    phone.keyboard.type("榕树头社区榕树路66号")
    tab_to(phone, "#id_words")
    phone.keyboard.type("路灯不亮")
    tab_to(phone, "[name=anonymous]")
    phone.keyboard.press("Space")
    tab_to(phone, ".sticky-foot button")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/sent/")
    report = Report.objects.get()
    assert (report.anonymous, report.area[:12]) == (True, "449900101002")
    expect(phone.locator("#code")).not_to_be_empty()


def test_suggestion_and_twin_appear_while_writing(phone: Page, live_server: LiveServer, recent: Town) -> None:
    case, (lon, lat) = recent.case(), recent.spot()
    phone.goto(live_server.url + "/report/")
    phone.fill("#id_words", "路面塌了一个大坑，走路容易踩空")
    expect(phone.locator("#known")).to_contain_text("道路破损")
    phone.evaluate(
        """([lon, lat]) => { const form = document.getElementById("report").elements;
          form.lon.value = lon; form.lat.value = lat; form.lat.dispatchEvent(new Event("change", { bubbles: true })); }""",
        [lon, lat],
    )
    expect(phone.locator("#where")).to_contain_text("东兴")
    phone.locator(f"#known button[value='{case.number}']").click()
    phone.wait_for_url("**/sent/")
    case.refresh_from_db()
    assert case.reporters == 2


def test_a_mistake_keeps_the_photo_and_the_words(
    phone: Page, live_server: LiveServer, town: Town, photo: Any
) -> None:
    made = photo()
    phone.goto(live_server.url + "/report/")
    expect(phone.locator("[data-photos][data-ready]")).to_have_count(1)
    phone.set_input_files(
        "[name=photos]", {"name": "hole.jpg", "mimeType": "image/jpeg", "buffer": made.read()}
    )
    expect(phone.locator("[data-shot]")).to_have_count(1)
    phone.fill("#id_words", "路面塌了")
    phone.fill("#id_phone", "1382760519")
    phone.locator(".sticky-foot button").click()
    expect(phone.locator("#errors")).to_contain_text("11")
    expect(phone.locator("#id_words")).to_have_value("路面塌了")
    expect(phone.locator("main")).to_contain_text("已收到1张照片")


def test_the_map_draws_matters_and_places(phone: Page, live_server: LiveServer, recent: Town) -> None:
    recent.case()
    lon, lat = recent.spot()
    phone.goto(f"{live_server.url}/nearby/?lon={lon}&lat={lat}")
    expect(phone.locator("[data-map][data-drawn]")).to_have_count(1, timeout=15_000)
    told = json.loads(Client().get(f"/map/around.json?lon={lon}&lat={lat}").content)
    kinds = {one["properties"]["kind"] for one in told["points"]["features"]}
    assert {"event", "service"} <= kinds | {"event"}
