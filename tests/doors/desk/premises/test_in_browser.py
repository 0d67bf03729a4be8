"""The map of premises in a browser: the list beside it says the same, by keyboard, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from commongrid.doors.desk.premises import mapping
from commongrid.registry.premises.models import Premises
from tests.cast import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
DRAWN = 20_000


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_the_map_and_its_list_say_the_same(
    town: Town, desk_of: Callable[..., Page], assert_accessible: Any, width: int, theme: str
) -> None:
    schools = list(Premises.objects.filter(kind="school").values_list("name", flat=True))
    page = desk_of("zhoumin", "/desk/premises/map/?kind=school", width, theme)
    page.wait_for_selector("#desk-map[data-shown-once]", timeout=DRAWN)
    expect(page.locator("#map-count")).to_contain_text(str(len(schools)))
    expect(page.locator("#in-view .row-title")).to_have_count(len(schools))
    for name in schools:
        expect(page.locator("#in-view")).to_contain_text(name)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#in-view .row-title").first.press("Enter")
    page.wait_for_url("**/desk/premises/at/**")


def test_sums_lead_down_to_their_places(
    town: Town, desk_of: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "FEW", 0)
    page = desk_of("zhoumin", "/desk/premises/map/")
    page.wait_for_selector("#desk-map[data-shown-once]", timeout=DRAWN)
    first = page.locator("#in-view .row-title").first
    name = first.inner_text()
    first.press("Enter")
    page.wait_for_url("**area=4499*")
    expect(page.locator(".desk-list-head")).to_contain_text(name)
