"""Pages of captains and ratings in a browser: accessible in both themes, and big enough for a captain's thumb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from commongrid.registry.premises import acts as premises
from commongrid.work.captains import acts
from commongrid.work.captains.terms import Asking
from tests.browsing import prove_in, sign_in
from tests.cast import GRID, Town
from tests.doors.field.test_browser import LEAST, SMALL, in_both_themes
from tests.work.captains.things import captain, place, told
from tests.work.ratings.things import inspected, proposed, published

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
ON_FOOT = ["/field/buildings/", "/field/buildings/P-004/", "/field/buildings/P-004/rooms/", "/field/buildings/P-004/look/CK20/"]  # fmt: skip
IN_PUBLIC = ["/captains/", "/captains/apply/P-005/", "/ratings/", "/ratings/criteria/"]
ON_DESK = ["/desk/captains/?state=serving", "/desk/captains/name/", "/desk/captains/tasks/new/", "/desk/ratings/", "/desk/ratings/criteria/", "/desk/ratings/propose/P-004/"]  # fmt: skip


def test_pages_are_accessible_and_big_enough(
    town: Town,
    live_server: Any,
    new_context: Any,
    settings: Any,
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)
    serving, by = captain(town)
    acts.look_through(place(), told(town, q01="no", q03="no"), by=by, at=town.now)
    acts.commend(serving, "台风天把老人接到一楼", "thanks-001", by=town.zhoumin, at=town.now)
    asking = Asking("清理楼顶杂物", "台风前", GRID, "", timezone.localdate() + timedelta(days=3))
    acts.ask(asking, "task-00001", by=town.chenlihua, at=town.now)
    published(town)
    inspected(town)
    rating = proposed(town)
    house = place()
    plate = premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now)
    assert serving.account is not None
    seen = [
        (serving.account.username, 360, ON_FOOT),
        (None, 360, [*IN_PUBLIC, f"/p/{plate.token}/", f"/ratings/mine/{rating.pk}/"]),
        ("chenlihua", 1440, [*ON_DESK[-1:], f"/desk/ratings/{rating.pk}/"]),
        ("zhoumin", 1440, [*ON_DESK[:-1], f"/desk/captains/{serving.pk}/", f"/desk/ratings/{rating.pk}/"]),
    ]
    for who, width, pages in seen:
        context = new_context(viewport={"width": width, "height": 780})
        if who:
            sign_in(context, live_server, who)
        else:
            prove_in(context, live_server, house.keeper_id)
        page = context.new_page()
        for path in pages:
            page.goto(live_server.url + path)
            in_both_themes(page, assert_accessible)
            assert width > 360 or page.evaluate("document.documentElement.scrollWidth") <= width
            if path in ON_FOOT:
                assert page.evaluate(SMALL, LEAST) == []
        context.close()
