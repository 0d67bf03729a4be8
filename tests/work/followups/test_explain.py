"""What the lists of follow-up calls stand on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from commongrid.cases.models import Case
from commongrid.work.followups import queries
from commongrid.work.followups.models import Call
from tests.cast import START, Town
from tests.explaining import explain_asked, explain_queryset
from tests.work.followups.things import EVERYBODY, owed

pytestmark = pytest.mark.django_db


def test_calls_are_found_by_when_they_are_due_and_when_they_were_made(town: Town) -> None:
    first = owed(town)
    case = Case.objects.get(pk=first.case_id)
    Call.objects.bulk_create(
        Call(
            id=UUID(int=n), case=case, report_id=first.report_id, area=case.area, centre_id=case.centre_id,
            round=n + 2, owed_at=START + timedelta(hours=n), next_at=START + timedelta(hours=n),
            state="due" if n % 50 == 0 else "satisfied", last_at=START + timedelta(hours=n), called_by=n % 40,
        )
        for n in range(3000)
    )  # fmt: skip
    with connection.cursor() as db:
        db.execute("analyze followups_call")
    late = START + timedelta(hours=2950)
    due = queries.due(town.liangyong, EVERYBODY, START + timedelta(hours=2))
    assert "followups_call_due" in explain_queryset(due).indexes
    behind = queries.made(town.zhoumin, late, late + timedelta(days=9), kind="satisfied")
    assert "followups_call_when" in explain_queryset(behind).indexes
    assert "followups_call_week" in explain_asked(lambda: queries.drawn_since(case.centre_id, late)).indexes
    assert "followups_call_own" in explain_asked(lambda: queries.just_made(town.liangyong, late)).indexes
    assert "followups_call_once" in explain_asked(lambda: queries.latest_of(case.pk)).indexes
