"""What is due for captains: the buildings of one, and what has to be remembered across all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import State as PremisesState
from commongrid.work.captains import rules
from commongrid.work.captains.models import Rooms, SelfCheck, SelfGap, TaskItem
from commongrid.work.captains.queries.buildings import offered, rooms_of_all
from commongrid.work.captains.terms import Answered, GapState

AFTER_DIGITS = ":"


@dataclass(frozen=True, slots=True)
class Building:
    """One building as its captain's list shows it: what is due there."""

    premises: Premises
    rooms: Rooms | None
    rooms_due: bool
    check_due: bool
    last_look: date | None
    gaps: int
    tasks: int

    @property
    def is_quiet(self) -> bool:
        return not (self.rooms_due or self.check_due or self.gaps or self.tasks)


def buildings_of(post_id: int, today: date) -> list[Building]:
    """A captain's buildings by code with what is due, in five queries (index premises_premises_captain)."""
    found = list(premises.answered_for_by(post_id).defer("found"))
    rooms, looks, gaps, tasks = rooms_of_all(found), _looks(found), _gaps(found), _tasks(found)
    kinds = {each.kind: bool(offered(each)) for each in {one.kind: one for one in found}.values()}
    return [
        Building(
            each,
            rooms.get(each.pk),
            each.pk not in rooms or rooms[each.pk].until < today,
            kinds[each.kind] and rules.is_check_due(looks.get(each.pk), today),
            looks.get(each.pk),
            gaps.get(each.pk, 0),
            tasks.get(each.pk, 0),
        )
        for each in found
    ]


def _looks(found: list[Premises]) -> dict[UUID, date]:
    rows = SelfCheck.objects.filter(premises__in=found).order_by()
    return dict(rows.values_list("premises").annotate(last=Max("on")))


def _gaps(found: list[Premises]) -> dict[UUID, int]:
    rows = SelfGap.objects.filter(premises__in=found, state=GapState.OPEN).order_by()
    return dict(rows.values_list("premises").annotate(n=Count("pk")))


def _tasks(found: list[Premises]) -> dict[UUID, int]:
    rows = TaskItem.objects.filter(premises__in=found, state=Answered.DUE).order_by()
    return dict(rows.values_list("premises").annotate(n=Count("pk")))


def with_captain(area: str, kind: str = "") -> QuerySet[Premises]:
    """Open buildings of an area that have a captain, by code (index premises_premises_captain)."""
    here = Q(area__gte=area, area__lt=area + AFTER_DIGITS) if area else Q()
    found = Premises.objects.filter(here, state=PremisesState.OPEN, captain__isnull=False)
    found = found.filter(kind=kind) if kind else found
    return found.select_related("captain").defer("found").order_by("area", "code")


def rooms_running_out(until: date) -> Iterator[Rooms]:
    """Rooms last confirmed that run out by a day, where there still is a captain (index captains_rooms_until)."""
    rows = Rooms.objects.filter(
        is_latest=True,
        until__lte=until,
        until__gt=until - timedelta(days=60),
        premises__captain__isnull=False,
    )
    return (
        rows.select_related("premises__captain")
        .defer("premises__found")
        .order_by("until", "pk")
        .iterator(500)
    )


def tasks_due(first: date, last: date) -> Iterator[TaskItem]:
    """Tasks due between two days and not answered, where there is a captain."""
    rows = TaskItem.objects.filter(
        state=Answered.DUE, task__due_on__range=(first, last), premises__captain__isnull=False
    )
    return (
        rows.select_related("task", "premises__captain").defer("premises__found").order_by("pk").iterator(500)
    )


def gaps_due(today: date) -> Iterator[SelfGap]:
    """Gaps that were to be mended by today and are open still (index captains_gap_by_day)."""
    rows = SelfGap.objects.filter(state=GapState.OPEN, by_day__lte=today, premises__captain__isnull=False)
    return (
        rows.select_related("premises__captain")
        .defer("premises__found")
        .order_by("by_day", "pk")
        .iterator(500)
    )


def not_looked_through(today: date) -> Iterator[Premises]:
    """Buildings with a captain and a list for it that nobody looked through this month (captains_check_of_premises)."""
    looked = SelfCheck.objects.filter(premises=OuterRef("pk"), on__gte=today.replace(day=1))
    kinds: dict[str, bool] = {}
    for each in with_captain("").exclude(Exists(looked)).iterator(500):
        if each.kind not in kinds:
            kinds[each.kind] = bool(offered(each))
        if kinds[each.kind]:
            yield each
