"""Two dispatchers at once: the second is told what the first did, and keeps what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from commongrid.cases.models import Case
from tests.cast import Town

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(browser: Browser, server: Any, town: Town, name: str, address: str) -> Page:
    client = Client()
    client.force_login(town.account(name))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}{address}")
    page.wait_for_selector("[data-keys][data-ready]")
    return page


def dispatch(page: Page, unit: str, why: str) -> None:
    page.keyboard.press("a")
    page.wait_for_selector("#act[open] select")
    page.select_option("#act select[name=lead]", label=unit)
    page.fill("#act textarea", why)
    page.locator("#act .button-main").click()


def test_the_second_is_told(town: Town, browser: Browser, live_server: Any) -> None:
    case = town.case()
    address = f"/desk/cases/{case.number}/?queue=waiting"
    first = signed_in(browser, live_server, town, "zhoumin", address)
    second = signed_in(browser, live_server, town, "guojian", address)

    dispatch(first, town.unit_of("liguoqiang").name_zh, "市政道路归城管")
    first.wait_for_selector(".toast")
    dispatch(second, town.unit_of("wuminyi").name_zh, "先由公用中心看")

    told = second.wait_for_selector("#act .error-summary")
    assert told is not None
    assert "周敏" in told.inner_text()
    assert second.input_value("#act textarea") == "先由公用中心看"
    case = Case.objects.get()
    assert case.lead_unit_id == town.actors["liguoqiang"].unit_id
