"""The round in a browser: accessible in both themes and languages, never wider than the phone, and drawn on its map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.work.patrol import acts
from tests.browsing import sign_in
from tests.cast import Town
from tests.work.patrol.things import HOUSE, all_kinds, at, lined_up, post, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paths(town: Town, settings: Any, tmp_path: Path) -> list[str]:
    """A round with a place done, one left out with a reason, an urgent one and some that did not fit."""
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now()
    lined_up(town, 24)
    all_kinds(town, checklist="CK01")
    day, mine = timezone.localdate(), post(town)
    acts.plan_round(mine, day, acts.Wish(budget=120), by=town.chenlihua, at=town.now)
    acts.check_in(at(), shown(), 0, by=town.chenlihua, at=town.now)
    acts.add_stop(mine, day, at("R-020"), by=town.zhoumin, at=town.now, why="居民反映楼道有煤气味")
    return [
        "/field/",
        "/field/patrol/",
        f"/field/patrol/at/{HOUSE}/",
        "/field/patrol/at/R-001/",
        "/field/me/patrol/",
    ]


@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 360, "zh-hans"), ("dark", 360, "en")])
def test_every_page_is_accessible_and_fits(
    paths: list[str],
    live_server: Any,
    new_context: Any,
    scheme: str,
    width: int,
    language: str,
    assert_accessible: Callable[[Page], None],
) -> None:
    context = new_context(viewport={"width": width, "height": 780}, color_scheme=scheme)
    sign_in(context, live_server, "chenlihua")
    context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page = context.new_page()
    for path in paths:
        page.goto(live_server.url + path)
        assert_accessible(page)
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide at {width}"
    page.goto(f"{live_server.url}/field/patrol/")
    expect(page.locator("[data-map][data-drawn]")).to_have_count(1)
