"""A service brought out in a browser, from asking to done; every page for everybody."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.work.outreach.models import Request
from tests.cast import Town
from tests.work.outreach.things import agreed, asked, asking

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/desk/outreach/"


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
    found, coming = asked(now_town), agreed(now_town)
    page = desk_of("huangweiming", URL, width, theme)
    own = (URL, f"{URL}new/", f"{URL}{found.pk}/", "/services/coming/")
    page = _look(page, own, live_server, assert_accessible, f"outreach-{width}")
    page = desk_of("liguoqiang", URL, width, theme)
    _look(
        page,
        (f"{URL}{found.pk}/", f"{URL}{coming.pk}/"),
        live_server,
        assert_accessible,
        f"outreach-unit-{width}",
    )


def _look(page: Page, addresses: tuple[str, ...], server: Any, assert_accessible: Any, name: str) -> Page:
    for number, address in enumerate(addresses):
        page.goto(f"{server.url}{address}")
        if folder := os.environ.get("COMMONGRID_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"{name}-{number}.png"), full_page=True)
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address
    return page


def test_from_asking_to_done(now_town: Town, desk_of: Callable[..., Page], live_server: Any) -> None:
    asking(now_town)
    page = desk_of("huangweiming", f"{URL}new/")
    page.locator("#id_service").select_option("pets")
    on = (timezone.localtime() + timedelta(days=4)).strftime("%Y-%m-%dT09:00")
    page.locator("#id_first").fill(on)
    page.locator("#id_people").fill("60")
    page.locator("#id_place").fill("社区广场")
    page.get_by_role("button", name="发出邀请", exact=True).click()
    page.wait_for_url("**/outreach/*-*/")
    found = Request.objects.get()
    page = desk_of("liguoqiang", f"{URL}{found.pk}/")
    page.get_by_role("button", name="同意时间").click()
    expect(page.locator("main")).to_contain_text("已约定")
    page.goto(f"{live_server.url}/services/coming/")
    expect(page.locator("main")).to_contain_text("社区广场")
    Request.objects.update(begins_at=timezone.now() - timedelta(hours=4))
    page.goto(f"{live_server.url}{URL}{found.pk}/")
    page.locator("#id_finish_served").fill("57")
    page.get_by_role("button", name="登记完成").click()
    page = desk_of("huangweiming", f"{URL}{found.pk}/")
    page.locator("#id_rate_stars").select_option("5")
    page.get_by_role("button", name="评星").click()
    expect(page.locator("main")).to_contain_text("5 / 5")
