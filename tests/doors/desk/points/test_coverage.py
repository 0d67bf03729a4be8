"""The page of coverage: before a count, after one, its map, and counting anew."""

from __future__ import annotations

from typing import Any

import pytest

from commongrid.base.access.terms import SYSTEM
from commongrid.insight.coverage import acts, tasks
from commongrid.insight.coverage.models import Count
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
URL = "/desk/points/coverage/"


def test_before_the_first_count_the_page_says_how_it_comes(town: Town) -> None:
    assert "还没有计算" in client_for("zhoumin").get(URL).content.decode()


def test_shares_proposals_and_map_follow_the_last_count(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    count = acts.count(120, by=SYSTEM, at=town.now, day=town.today)
    assert count is not None
    assert count.best
    client = client_for("zhoumin")
    with django_assert_max_num_queries(26):
        answer = client.get(URL)
    told = answer.context
    assert told["here"].total == told["here"].out + round(told["here"].total * told["here"].per_cent / 100)
    assert sum(one.out for one in told["rows"]) == told["here"].out
    assert "在哪里增设一处帮助最大" in answer.content.decode()
    drawn = client.get(f"{URL}map.json").json()
    assert drawn["reach"]["features"][0]["geometry"]["type"] in ("Polygon", "MultiPolygon")
    states = {one["properties"]["state"] for one in drawn["stops"]["features"]}
    assert states == {"overdue", "next"}
    client.cookies["django_language"] = "en"
    assert "Where one more point helps most" in client.get(f"{URL}?area=449900101001").content.decode()


def test_who_keeps_points_may_count_anew(town: Town) -> None:
    assert client_for("hezhiqiang").post(f"{URL}again/").status_code == 403
    assert client_for("zhoumin").post(f"{URL}again/").status_code == 302
    tasks.count_now()
    assert Count.objects.count() == 1
