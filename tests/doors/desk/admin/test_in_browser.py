"""Administration in a real browser: accessible on a phone and a wide screen in both themes, and edited without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from commongrid.registry.matters import queries as matters
from tests.browsing import sign_in
from tests.cast import POTHOLE, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, WIDE = (360, 780), (1440, 900)
PAGES = {
    "suqing": [
        "", "matters/", f"matters/{POTHOLE}/", f"matters/{POTHOLE}/edit/", "matters-alike/",
        "checklists/", "checklists/CK02/?q01=yes", "checklists/CK02/new/", "reasons/", "rules/", "units/",
        "units/449900101-ZW/", "accounts/", "places/449900101/", "places/import/grids/", "calendar/", "packs/",
    ],
    "dushen": ["journal/", "seals/", "looks/"],
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (WIDE, "light")], ids=["phone", "wide"])
def test_every_page_is_accessible(
    page: Page,
    live_server: Any,
    town: Town,
    assert_accessible: Callable[[Page], None],
    who: str,
    size: tuple[int, int],
    scheme: Any,
) -> None:
    sign_in(page.context, live_server, who)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    for path in PAGES[who]:
        page.goto(f"{live_server.url}/desk/admin/{path}")
        assert_accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_a_limit_is_changed_through_the_preview(page: Page, live_server: Any, town: Town) -> None:
    sign_in(page.context, live_server, "suqing")
    page.goto(f"{live_server.url}/desk/admin/matters/{POTHOLE}/")
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("e")
    page.wait_for_url("**/edit/")
    page.fill("#id_rows-0-handle_amount", "9")
    page.fill("#id_why", "市里定的")
    page.get_by_role("button", name="看看改了什么").click()
    expect(page.locator(".after")).to_have_count(1)
    page.get_by_role("button", name="发布为新版").click()
    page.wait_for_selector(".toast")
    assert matters.edition(POTHOLE).rows[0].limits.handle.amount == 9


def test_a_one_time_password_is_shown_as_it_must_be_typed(page: Page, live_server: Any, town: Town) -> None:
    sign_in(page.context, live_server, "suqing")
    page.goto(f"{live_server.url}/desk/admin/accounts/new/")
    for name, value in {"username": "newcomer", "name": "新人", "why": "报到"}.items():
        page.fill(f"#id_{name}", value)
    page.keyboard.press("Enter")
    expect(page.locator(".facts .code")).to_be_visible()
    styles = "all => all.map(each => getComputedStyle(each, '::first-letter').textTransform)"
    assert set(page.locator(".facts dd").evaluate_all(styles)) == {"none"}


def test_a_checklist_is_tried_as_the_worker_meets_it(page: Page, live_server: Any, town: Town) -> None:
    sign_in(page.context, live_server, "suqing")
    page.goto(f"{live_server.url}/desk/admin/checklists/CK02/")
    questions = page.locator("fieldset.check-item")
    expect(questions).to_have_count(11)
    questions.first.get_by_label("是", exact=True).check()
    page.get_by_role("button", name="看看接下来").click()
    expect(questions).to_have_count(12)
    expect(page.locator(".check-gap")).to_have_count(1)
    expect(page.get_by_role("link", name="三小场所违规住人")).to_be_visible()
