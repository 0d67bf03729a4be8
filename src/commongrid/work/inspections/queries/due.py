"""What is due for somebody: places of campaigns in their area, and gaps whose case was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from commongrid.base.access.terms import Actor
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.inspections.models import Campaign, Gap, Item, Progress
from commongrid.work.inspections.queries.progress import AFTER_DIGITS
from commongrid.work.inspections.terms import AT_WORK, GapState

NEAR_M, NEAREST, LISTED = 1_500.0, 300, 60


@dataclass(frozen=True, slots=True)
class Task:
    """One place to go to: for a campaign, or to look again at gaps of an inspection (then how many)."""

    premises: Premises
    checklist: str
    campaign: Campaign | None = None
    again: UUID | None = None
    gaps: int = 0
    metres: float | None = None


def open_campaigns(actor: Actor, on: date) -> list[Campaign]:
    """Campaigns whose places the actor may be asked to look at on a day (there are dozens, so all are read)."""
    mine = Q(unit=None) | Q(unit=actor.unit_id)
    found = Campaign.objects.filter(mine, state__in=[str(state) for state in AT_WORK], starts_on__lte=on)
    told = found.select_related("checklist").order_by("ends_on", "id")
    return [each for each in told if each.area.startswith(actor.area) or actor.area.startswith(each.area)]


def due_count(actor: Actor, on: date) -> int:
    """How many places and gaps' inspections are due in the actor's area, from the progress of its grids."""
    running = [each.pk for each in open_campaigns(actor, on)]
    here = {"area__gte": actor.area, "area__lt": actor.area + AFTER_DIGITS}
    told = Progress.objects.filter(campaign__in=running, **here).aggregate(due=Sum("due", default=0))
    again = gaps_due(actor.area).values("root").distinct().count()
    return int(told["due"]) + again


def due_here(actor: Actor, on: date, here: tuple[float, float] | None = None) -> list[Task]:
    """Places to go to, looking again first, then the nearest if a position is given, else in order of area and code.

    Each place stands once for each checklist. Index inspections_item_left; near a position premises_premises_point first.
    """
    running = {each.pk: each for each in open_campaigns(actor, on)}
    near = _near(here) if here else {}
    rows = _left(actor, list(running))
    found = list(rows.filter(premises__in=list(near))) if near else []
    if len(found) < LISTED:
        known = {each.pk for each in found}
        found += [each for each in rows[:LISTED] if each.pk not in known]
    tasks = [
        Task(each.premises, running[each.campaign_id].checklist.code, running[each.campaign_id])
        for each in found
    ]
    again = to_look_at_again(actor)
    seen = {(task.premises.pk, task.checklist) for task in again}
    once = {(task.premises.pk, task.checklist): task for task in reversed(tasks)}
    rest = [task for key, task in reversed(once.items()) if key not in seen]
    return [*again, *_sorted(rest, near)][:LISTED]


def _left(actor: Actor, campaigns: Sequence[UUID]) -> QuerySet[Item]:
    here = {"area__gte": actor.area, "area__lt": actor.area + AFTER_DIGITS}
    rows = Item.objects.filter(campaign__in=campaigns, state="due", **here)
    return rows.select_related("premises").defer("premises__found").order_by("area", "code")


def _near(here: tuple[float, float]) -> dict[UUID, float]:
    return {each.pk: metres for each, metres in premises.nearest(*here, within_m=NEAR_M, limit=NEAREST)}


def _sorted(tasks: list[Task], near: dict[UUID, float]) -> list[Task]:
    told = [
        Task(each.premises, each.checklist, each.campaign, metres=near.get(each.premises.pk))
        for each in tasks
    ]
    return sorted(told, key=lambda each: (each.metres is None, each.metres or 0.0)) if near else told


def gaps_due(area: str) -> QuerySet[Gap]:
    """Gaps whose case was closed and that somebody has to look at again (index inspections_gap_to_look_at)."""
    return Gap.objects.filter(state=GapState.DUE, area__gte=area, area__lt=area + AFTER_DIGITS)


def to_look_at_again(actor: Actor, at: Premises | None = None) -> list[Task]:
    """Places whose gaps are closed in the actor's area, the longest closed first, each inspection once; or one place's."""
    found: dict[UUID, list[Gap]] = {}
    related = gaps_due(actor.area).select_related("premises", "root__checklist")
    related = related.filter(premises=at) if at else related
    for gap in related.defer("premises__found", "root__answers").order_by("closed_at", "id")[: 4 * LISTED]:
        found.setdefault(gap.root_id, []).append(gap)
    return [
        Task(some[0].premises, some[0].root.checklist.code, again=root, gaps=len(some))
        for root, some in list(found.items())[:LISTED]
    ]
