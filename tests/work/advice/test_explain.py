"""What the lists of advice stand on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from commongrid.work.advice import queries
from commongrid.work.advice.models import Advice
from tests.cast import Town
from tests.explaining import explain_asked, explain_queryset, rows
from tests.work.advice.things import CENTRE, lawyer

pytestmark = pytest.mark.django_db


def test_lists_and_codes_stand_on_their_indexes(town: Town) -> None:
    by = lawyer(town)
    with connection.cursor() as db:
        db.execute("set local session_replication_role = replica")
    Advice.objects.bulk_create(
        Advice(
            id=UUID(int=n), code_hash=n.to_bytes(32), point_id=CENTRE, post_id=100_000 + n % 200,
            state=("given", "open")[n % 2], number=f"AA{n:08d}" if n % 4 == 0 else "", begun_at=town.now,
            given_at=town.now, changed_at=town.now - timedelta(minutes=n),
        )
        for n in range(1, rows(3000))
    )  # fmt: skip
    with connection.cursor() as db:
        db.execute("set local session_replication_role = origin")
        db.execute("analyze advice_advice")
    for given in (True, False):
        assert "advice_of_post" in explain_queryset(queries.of_lawyer(by, given=given)).indexes
    assert "advice_with_number" in explain_asked(lambda: queries.given_with(["AA00000004"])).indexes
    assert explain_asked(lambda: queries.by_code("23456-789AB")).pages < 20
    old = Advice.objects.filter(changed_at__lt=town.now - timedelta(minutes=rows(3000) - 20))
    assert "advice_old" in explain_queryset(old).indexes
