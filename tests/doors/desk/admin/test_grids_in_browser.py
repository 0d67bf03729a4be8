"""Grids in a real browser: accessible in both sizes and themes; a line drawn by taps and moved by keys; grids chosen on the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browsing import sign_in
from tests.cast import Town
from tests.registry.places.drawing import DONGXING, THIRD, neighbours

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, WIDE = (360, 780), (1440, 900)
PAGES = ("within/449900101/", f"in/{DONGXING}/", f"in/{DONGXING}/draw/split/?grid={THIRD}", f"in/{DONGXING}/draw/pieces/",
         f"in/{DONGXING}/plan/", f"at/{THIRD}/")  # fmt: skip


def opened(page: Page, live_server: Any, path: str) -> None:
    page.goto(f"{live_server.url}/desk/admin/grids/{path}")
    page.locator("[data-grids]").scroll_into_view_if_needed()
    page.wait_for_selector("[data-chosen-ready]")


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (WIDE, "light")], ids=["phone", "wide"])
def test_every_page_is_accessible(
    page: Page,
    live_server: Any,
    town: Town,
    assert_accessible: Callable[[Page], None],
    size: tuple[int, int],
    scheme: Any,
) -> None:
    sign_in(page.context, live_server, "suqing")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        page.goto(f"{live_server.url}/desk/admin/grids/{path}")
        assert_accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_a_line_is_drawn_by_taps_and_moved_by_keys(page: Page, live_server: Any, town: Town) -> None:
    sign_in(page.context, live_server, "suqing")
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, live_server, f"in/{DONGXING}/draw/split/?grid={THIRD}")
    canvas, field = page.locator(".map-canvas canvas"), page.locator("#id_shape")
    canvas.click(position={"x": 150, "y": 120})
    canvas.click(position={"x": 250, "y": 330})
    handles = page.locator(".grid-handle:not(.is-between)")
    expect(handles).to_have_count(2)
    before = field.input_value()
    assert len(before.splitlines()) == 2
    handles.first.focus()
    page.keyboard.press("ArrowRight")
    assert field.input_value() != before
    page.locator(".grid-handle.is-between").press("Enter")
    expect(handles).to_have_count(3)
    page.keyboard.press("Delete")
    expect(handles).to_have_count(2)
    field.fill("113.70, 23.00\n113.71, 23.01\n113.72, 23.02")
    expect(handles).to_have_count(3)
    page.locator("[data-clear-points]").click()
    expect(handles).to_have_count(0)
    assert not field.input_value()


def test_a_border_comes_with_its_points(page: Page, live_server: Any, town: Town) -> None:
    one, other = neighbours()
    sign_in(page.context, live_server, "suqing")
    opened(page, live_server, f"in/{DONGXING}/draw/edge/?grid={one.code}&grid={other.code}")
    expect(page.locator(".grid-handle:not(.is-between)").nth(1)).to_be_visible()


def test_grids_are_chosen_on_the_map_and_merged(page: Page, live_server: Any, town: Town) -> None:
    sign_in(page.context, live_server, "suqing")
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, live_server, f"in/{DONGXING}/")
    box = page.locator(".map-canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.42)
    expect(page.locator("[data-choose]:checked")).to_have_count(1)
