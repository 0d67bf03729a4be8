"""Campaigns and inspections in a browser: accessible in both themes, on the desk and on a phone, and never wider than it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from commongrid.work.inspections import acts
from commongrid.work.inspections.models import Gap
from tests.browsing import sign_in
from tests.cast import Town
from tests.work.inspections.things import laid, place, plan, sent

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(town: Town, settings: Any, tmp_path: Path) -> dict[str, list[str]]:
    """A campaign under way with a place looked at and a gap that is due again."""
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)
    drafted = acts.draft(plan(town), "a-key-of-a-desk", by=town.zhoumin, at=town.now)
    campaign = laid(acts.begin(drafted, by=town.zhoumin, at=town.now))
    made = acts.make(place(), sent(town, q02="no", q15="yes"), by=town.chenlihua, at=town.now)
    acts.case_closed(Gap.objects.get(question="q02").case_id, at=town.now)
    one = f"/desk/campaigns/{campaign.pk}/"
    return {
        "zhoumin": [
            "/desk/campaigns/", "/desk/campaigns/new/", one, f"{one}places/?which=gaps",
            f"/desk/campaigns/inspections/{made.pk}/", "/desk/premises/at/P-004/",
        ],
        "chenlihua": [
            "/field/", "/field/inspections/", "/field/inspect/P-004/CK01/", f"/field/inspections/{made.pk}/",
            "/field/premises/P-004/",
        ],
    }  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_every_page_is_accessible_and_fits(
    addresses: dict[str, list[str]],
    live_server: Any,
    new_context: Any,
    scheme: str,
    width: int,
    assert_accessible: Callable[[Page], None],
) -> None:
    for name, paths in addresses.items():
        context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        sign_in(context, live_server, name)
        page = context.new_page()
        for path in paths:
            page.goto(live_server.url + path)
            assert_accessible(page)
            wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{path} is {wide} px too wide at {width}"
