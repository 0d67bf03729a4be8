"""What becomes of gaps and captains when something else happened: a case was closed, a report declined, a place gone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import SYSTEM
from commongrid.work.captains.acts.serving import release
from commongrid.work.captains.models import Captaincy, SelfGap, TaskItem
from commongrid.work.captains.terms import Answered, GapState, Reason, State


def case_closed(case_id: UUID, *, at: datetime) -> int:
    """What a captain asked help for is put right; how many gaps. Twice is harmless."""
    return SelfGap.objects.filter(report__case=case_id, state=GapState.OPEN).update(
        state=GapState.MENDED, done_at=at
    )


def report_declined(report_id: UUID, *, at: datetime) -> int:
    """The help was not given; the captain reads the reason on the report."""
    return SelfGap.objects.filter(report=report_id, state=GapState.OPEN).update(
        state=GapState.DECLINED, done_at=at
    )


@transaction.atomic
def premises_gone(premises_id: UUID, *, at: datetime) -> int:
    """The place is closed or merged into another: nobody is its captain any more, and nothing is asked there."""
    TaskItem.objects.filter(premises=premises_id, state=Answered.DUE).update(state=Answered.GONE)
    serving = Captaincy.objects.select_related("premises", "post").filter(
        premises=premises_id, state=State.SERVING
    )
    found = list(serving)
    for each in found:
        release(each, Reason.PLACE_GONE, why="", by=SYSTEM, at=at)
    return len(found)
