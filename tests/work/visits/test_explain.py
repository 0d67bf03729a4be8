"""What the lists of visiting days stand on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from commongrid.work.visits import queries
from commongrid.work.visits.models import Day
from tests.cast import START, Town
from tests.explaining import explain_asked, explain_queryset
from tests.work.visits.things import VILLAGE

pytestmark = pytest.mark.django_db


def test_days_are_found_by_when_they_are(town: Town) -> None:
    Day.objects.bulk_create(
        Day(
            id=UUID(int=n), key=f"many-{n:06d}", area=VILLAGE, division_id=VILLAGE, address="广场", state="announced",
            begins_at=START + timedelta(hours=5 * n), ends_at=START + timedelta(hours=5 * n + 2), leaders=["镇长"],
        )
        for n in range(3000)
    )  # fmt: skip
    with connection.cursor() as db:
        db.execute("analyze visits_day")
    until = START + timedelta(days=7)
    assert "visits_day_when" in explain_queryset(queries.in_span(town.zhoumin, START, until)).indexes
    late = START + timedelta(hours=5 * 2900)
    assert "visits_day_when" in explain_asked(lambda: queries.announced(VILLAGE, late)).indexes
