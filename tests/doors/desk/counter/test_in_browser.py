"""The counter, the points, coverage and the hall in a browser: for everybody, in both themes, on a phone too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.base.access.terms import SYSTEM
from commongrid.insight.coverage import acts as coverage
from commongrid.intake import queries as intake
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.places.rules import DAYS
from commongrid.registry.points import acts as points
from commongrid.registry.points.rules import HOLIDAY
from commongrid.work.reception import acts
from commongrid.work.reception.terms import Source
from tests.cast import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
HALL = "SP-449900101001"
ALWAYS = {day: [["00:00", "24:00"]] for day in (*DAYS, HOLIDAY)}
DESK = (
    "/desk/counter/",
    "/desk/points/",
    f"/desk/points/at/{HALL}/",
    f"/desk/points/at/{HALL}/edit/",
    "/desk/points/coverage/",
)
PUBLIC = (f"/points/{HALL}/", f"/hall/{HALL}/", "/photos/none/")


@pytest.fixture
def hall(town: Town) -> ServicePoint:
    points.change(HALL, 0, {"hours": ALWAYS}, by=town.zhoumin, at=town.now, why="测试")
    coverage.count(120, by=SYSTEM, at=town.now, day=town.today)
    return ServicePoint.objects.get(pk=HALL)


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_everybody_can_use_the_pages(
    hall: ServicePoint,
    desk_of: Callable[..., Page],
    assert_accessible: Any,
    live_server: Any,
    width: int,
    theme: str,
) -> None:
    page = desk_of("zhoumin", DESK[0], width, theme)
    for address in (*DESK, *PUBLIC):
        page.goto(f"{live_server.url}{address}")
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address


def test_the_counter_calls_by_one_key_and_the_hall_shows_it(
    town: Town, hall: ServicePoint, desk_of: Callable[..., Page], live_server: Any
) -> None:
    now = timezone.now()
    acts.take(
        hall, "intake", "in-browser-1", Source.HALL, by=intake.reporter(), at=now, day=timezone.localdate()
    )
    page = desk_of("huangweiming", DESK[0])
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("n")
    expect(page.locator(".counter-called")).to_have_text("A001")
    page.goto(f"{live_server.url}/hall/{HALL}/")
    expect(page.locator("#called")).to_contain_text("A001")
