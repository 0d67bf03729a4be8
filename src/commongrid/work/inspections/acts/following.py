"""What becomes of gaps and places when something else happened: their case was closed, void, merged; the place is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from commongrid.work.inspections.acts import counting
from commongrid.work.inspections.models import Gap, Item
from commongrid.work.inspections.terms import GapState, ItemState

STANDING = (GapState.OPEN, GapState.DUE)


def case_closed(case_id: UUID, *, at: datetime) -> int:
    """Its gaps are said to be put right: somebody looks again. How many; twice is harmless."""
    gaps = Gap.objects.filter(case=case_id, state=GapState.OPEN)
    return _move(gaps, {"state": GapState.DUE, "closed_at": at}, at=at)


def case_reopened(case_id: UUID, *, at: datetime) -> int:
    """It is not solved after all: nobody needs to look before it is closed again."""
    gaps = Gap.objects.filter(case=case_id, state=GapState.DUE)
    return _move(gaps, {"state": GapState.OPEN, "closed_at": None}, at=at)


def case_void(case_id: UUID, *, at: datetime) -> int:
    """It was no case: its gaps count no more and nobody looks again."""
    gaps = Gap.objects.filter(case=case_id, state__in=STANDING)
    return _move(gaps, {"state": GapState.VOID, "done_at": at}, at=at)


def case_merged(case_id: UUID, into: UUID, *, at: datetime) -> int:
    """Its gaps go on with the case it was merged into."""
    return _move(Gap.objects.filter(case=case_id, state__in=STANDING), {"case": into}, at=at)


def premises_gone(premises_id: UUID, *, at: datetime) -> int:
    """The place is closed or merged into another: it is left in no campaign and nobody looks again. How many places."""
    _move(
        Gap.objects.filter(premises=premises_id, state=GapState.DUE),
        {"state": GapState.VOID, "done_at": at},
        at=at,
    )
    return Item.objects.filter(premises=premises_id, state=ItemState.DUE).update(state=ItemState.GONE)


@transaction.atomic
def _move(gaps: QuerySet[Gap], changes: dict[str, object], *, at: datetime) -> int:
    told: Sequence[tuple[int, UUID]] = list(gaps.values_list("pk", "root").order_by("pk"))
    if told:
        Gap.objects.filter(pk__in=[pk for pk, _ in told]).update(**changes)
        counting.recount([root for _, root in told], at=at)
    return len(told)
