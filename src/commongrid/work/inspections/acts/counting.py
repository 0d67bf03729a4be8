"""Which campaigns an inspection counts for, and how many of its gaps are open and closed. Triggers sum it up by grid."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from commongrid.base.access.terms import Actor
from commongrid.registry.checklists.terms import Checklist
from commongrid.work.inspections.models import Gap, Inspection, Item
from commongrid.work.inspections.terms import NOT_OVER, GapState, ItemState

IS_OPEN = Q(state=GapState.OPEN)
IS_CLOSED = Q(state__in=[GapState.DUE, GapState.RESOLVED, GapState.AGAIN, GapState.SETTLED])


def count(row: Inspection, checklist: str, *, by: Actor, at: datetime) -> None:
    """The place is done in every campaign that asks this checklist here and that this post may do."""
    if row.again_id is not None:
        recount([row.again_id], at=at)
        return
    mine = Q(campaign__unit=None) | Q(campaign__unit=by.unit_id)
    running = {
        "campaign__checklist__code": checklist,
        "campaign__state__in": [str(state) for state in NOT_OVER],
    }
    # The items are named first: an update of a joined table would not say in which order it takes them.
    found = Item.objects.filter(mine, premises=row.premises_id, state=ItemState.DUE, **running)
    ids = list(found.values_list("pk", flat=True))
    if ids:
        told = _sums([row.pk]).get(row.pk, (0, 0))
        Item.objects.filter(pk__in=ids, state=ItemState.DUE).update(
            state=ItemState.DONE, inspection=row, gaps_open=told[0], gaps_closed=told[1]
        )


def recount(roots: Iterable[UUID], *, at: datetime) -> None:
    """The gaps of these inspections have moved: their places in campaigns count them anew."""
    wanted = sorted(set(roots))
    sums = _sums(wanted)
    for root in wanted:
        opened, closed = sums.get(root, (0, 0))
        moved = Item.objects.filter(inspection=root).exclude(gaps_open=opened, gaps_closed=closed)
        moved.update(gaps_open=opened, gaps_closed=closed)


def _sums(roots: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    told = Gap.objects.filter(root__in=roots).values("root")
    sums = told.annotate(opened=Count("pk", filter=IS_OPEN), closed=Count("pk", filter=IS_CLOSED)).order_by()
    return {row["root"]: (row["opened"], row["closed"]) for row in sums}


def looked_again(root: UUID, found: Collection[str], checklist: Checklist, *, at: datetime) -> None:
    """The gaps that were asked about once more are in order now, or are gaps again."""
    asked = [each.code for each in checklist.questions]
    due = Gap.objects.filter(root=root, state=GapState.DUE, question__in=asked)
    due.filter(question__in=found).update(state=GapState.AGAIN, done_at=at)
    due.update(state=GapState.RESOLVED, done_at=at)
