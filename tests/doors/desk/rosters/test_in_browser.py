"""Rosters in a browser: accessible in both themes, on the desk and on a phone, and never wider than it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.browsing import client_for, sign_in
from tests.cast import Town
from tests.doors.desk.rosters.test_pages import STATION, WEEK, lay, pattern, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_every_page_is_accessible_and_fits(
    town: Town,
    live_server: Any,
    new_context: Any,
    scheme: str,
    width: int,
    assert_accessible: Callable[[Page], None],
) -> None:
    town.now = timezone.now().replace(second=0, microsecond=0)
    one = lay(town, "chenlihua", timedelta(minutes=-5), timedelta(hours=1))
    lay(town, "hezhiqiang", timedelta(minutes=55))
    addresses = {
        "zhoumin": ["/desk/duty/", WEEK, f"{WEEK}plan/", f"{WEEK}away/", f"/desk/duty/shifts/{one.pk}/"],
        "chenlihua": [WEEK, "/field/duty/", "/field/"],
    }
    for name, paths in addresses.items():
        context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        sign_in(context, live_server, name)
        page = context.new_page()
        for path in paths:
            page.goto(live_server.url + path)
            assert_accessible(page)
            wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{path} is {wide} px too wide at {width}"


def test_a_month_is_laid_out_by_looking_first(town: Town, live_server: Any, new_context: Any) -> None:
    context = new_context(viewport={"width": 1440, "height": 900})
    sign_in(context, live_server, "zhoumin")
    page = context.new_page()
    page.goto(f"{live_server.url}{WEEK}plan/")
    page.get_by_label("简要说明事由").fill("下月排班")
    page.get_by_role("button", name="预览排班结果").click()
    page.get_by_text("将排出 28 个班次").wait_for()
    page.get_by_role("button", name="确认排班").click()
    page.get_by_text("已排出 28 个班次").wait_for()
    assert page.url.startswith(f"{live_server.url}/desk/duty/{STATION}/?week=")
    assert shown(client_for("zhoumin"), pattern(town))["seen"]
