"""Patrol on the desk in a browser: accessible in both themes and languages, wide and on a phone, never wider than it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.work.patrol import acts
from commongrid.work.patrol.models import Due
from tests.browsing import sign_in
from tests.cast import GRID, Town
from tests.work.patrol.things import HOUSE, all_kinds, demanded, lined_up

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = (
    "/desk/patrol/", f"/desk/patrol/?area={GRID}", "/desk/patrol/overdue/", "/desk/patrol/demands/",
    "/desk/patrol/demands/new/?code=XC01", "/desk/patrol/urgent/",
)  # fmt: skip


@pytest.fixture
def _standing(town: Town) -> None:
    """Places that are in time, due and overdue, under two demands."""
    town.now = timezone.now()
    lined_up(town, 12)
    all_kinds(town)
    today = timezone.localdate()
    Due.objects.filter(code__in=["R-001", "R-002", "R-003"]).update(due_on=today)
    for code in (HOUSE, "R-004", "R-005", "P-001", "P-002"):
        acts.visited(code, today, at=town.now)
    demanded(
        town,
        "another-key",
        code="XC10",
        zh="网格每周两巡",
        what="grid",
        kinds=(),
        times=None,
        per="",
        every_days=3,
    )


@pytest.mark.usefixtures("_standing")
@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 1440, "zh-hans"), ("dark", 360, "en")])
def test_every_page_is_accessible_and_fits(
    live_server: Any,
    new_context: Any,
    scheme: str,
    width: int,
    language: str,
    assert_accessible: Callable[[Page], None],
) -> None:
    context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    sign_in(context, live_server, "zhoumin")
    context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page = context.new_page()
    for path in PATHS:
        page.goto(live_server.url + path)
        assert_accessible(page)
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide at {width}"
        if path.endswith(GRID):
            expect(page.locator("[data-map][data-drawn]")).to_have_count(1)
