"""Who is on now is read from an index, whatever the years of rosters behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commongrid.registry.duty import queries
from commongrid.registry.units.models import Post, Unit
from tests import explaining
from tests.cast import GRID, Town, found_town

pytestmark = pytest.mark.django_db
ROWS = 150_000


@pytest.fixture(scope="module")
def years(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """A town with its rosters for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        town = found_town()
        _fill(town)
        yield town
        transaction.set_rollback(True)


def _fill(town: Town) -> None:
    """300,000 shifts without gaps: five posts, hour by hour, for nearly seven years around now, in a city's many places.

    At this hour they stand at one unit and cover one grid, as they do every fifty hours; else at others.
    """
    held = list(Post.objects.order_by("id")[:5])
    rows = explaining.rows(ROWS)
    with connection.cursor() as db:
        db.execute(
            "insert into duty_shift (post_id, unit_id, area, kind, starts_at, ends_at, handover)"
            " select (%s::bigint[])[1 + n %% 5], (%s::bigint[])[1 + abs(hour) %% 20],"
            " case when hour %% 50 = 0 then %s else (449900000000000 + n %% 5000)::text end,"
            " 'duty', t, t + interval '1 hour', ''"
            " from generate_series(0, %s - 1) n, lateral (select n / 5 - %s as hour) hours,"
            " lateral (select %s::timestamptz + hour * interval '1 hour' as t) moment",
            [
                [post.pk for post in held],
                list(Unit.objects.order_by("id").values_list("pk", flat=True)[:20]),
                GRID,
                rows,
                rows // 50 * 5,
                town.now,
            ],
        )
        db.execute("analyze duty_shift")


def test_who_is_on_now_reads_one_day_of_its_index(years: Town) -> None:
    unit = Unit.objects.order_by("id")[0].pk
    at = years.now + timedelta(minutes=5)
    assert len(queries.on_now([unit], at)[unit]) == 5
    read = explaining.explain_asked(lambda: queries.on_now([unit], at))
    assert "duty_shift_unit" in read.indexes
    assert "duty_shift" not in read.whole
    assert read.pages < 200


def test_who_covers_a_place_reads_one_day_of_its_index(years: Town) -> None:
    at = years.now + timedelta(minutes=5)
    assert len(queries.on_now_for(GRID, at)) == 5
    with CaptureQueriesContext(connection) as told:
        queries.on_now_for(GRID, at)
    assert len(told) <= 4
    read = explaining.explain_queryset(queries.covering(GRID, at))
    assert read.indexes == {"duty_shift_area"}
    assert not read.whole
    assert read.pages < 200


def test_ones_own_shift_reads_its_index(years: Town) -> None:
    mine = [Post.objects.order_by("id")[0].pk]
    read = explaining.explain_asked(lambda: queries.own(mine, years.now))
    assert "duty_shift_post" in read.indexes
    assert "duty_shift" not in read.whole
    assert read.pages < 400
