"""Who asked, who serves, who was thanked, what was asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.registry.premises.models import Premises
from commongrid.work.captains.models import Captaincy, Commendation, Task, TaskItem
from commongrid.work.captains.terms import Answered, State

AFTER_DIGITS = ":"
type Key = tuple[datetime, UUID] | None


@dataclass(frozen=True, slots=True)
class Area:
    """An area, as a grant asks about it."""

    area: str


def captaincy(captaincy_id: UUID) -> Captaincy | None:
    """One, with its place, account and post (primary key)."""
    return _whole().filter(pk=captaincy_id).first()


def _whole() -> QuerySet[Captaincy]:
    return Captaincy.objects.select_related("premises", "account", "post").defer("premises__found")


def within(rows: QuerySet[Captaincy], actor: Actor) -> QuerySet[Captaincy]:
    """Those of an actor's own area, as a range the index can walk, and of the reach of the post."""
    reached = rows.filter(access.within(actor, "captains.see"))
    return reached.filter(area__gte=actor.area, area__lt=actor.area + AFTER_DIGITS) if actor.area else reached


def listed(state: str, actor: Actor, after: Key = None, most: int = 50) -> list[Captaincy]:
    """One page of those in a state, the longest waiting first, one row more when there is another page.

    Index captains_captaincy_listed.
    """
    rows = within(_whole().filter(state=state), actor)
    if after:
        rows = rows.filter(Q(asked_at__gt=after[0]) | Q(asked_at=after[0], pk__gt=after[1]))
    return list(rows.order_by("asked_at", "id")[: most + 1])


def counts(actor: Actor) -> dict[str, int]:
    """How many stand in each state within the actor's area (index captains_captaincy_listed)."""
    told = within(Captaincy.objects.all(), actor).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(told)


def of_person(person_id: UUID) -> list[Captaincy]:
    """All of one person, the newest first (index captains_captaincy_of)."""
    return list(_whole().filter(person=person_id).order_by("-asked_at"))


def of_premises(premises: Premises) -> list[Captaincy]:
    """All of one building, the newest first (index of the key to the place)."""
    return list(_whole().filter(premises=premises).order_by("-asked_at"))


def serving(premises: Premises) -> Captaincy | None:
    """Who serves there (unique index captains_captaincy_one_serves)."""
    return _whole().filter(premises=premises, state=State.SERVING).first()


def thanks_of(captaincies: Iterable[Captaincy]) -> list[Commendation]:
    """What they were thanked for, the newest first (index of the key to the captaincy)."""
    found = Commendation.objects.filter(captaincy__in=[each.pk for each in captaincies], withdrawn_at=None)
    return list(found.select_related("captaincy", "premises").defer("premises__found").order_by("-made_at"))


def public_thanks(premises: Premises, most: int = 5) -> list[Commendation]:
    """What stands on the building's public page (index captains_commendation_public)."""
    found = Commendation.objects.filter(premises=premises, is_public=True)
    return list(found.order_by("-made_at")[:most])


def commendation(commendation_id: UUID) -> Commendation | None:
    """One, with its captaincy and place (primary key)."""
    related = ("captaincy__premises", "premises")
    return Commendation.objects.select_related(*related).filter(pk=commendation_id).first()


def tasks(actor: Actor, most: int = 60) -> list[tuple[Task, dict[str, int]]]:
    """Tasks of the actor's area, the newest first, with how many buildings stand where (index captains_task_listed)."""
    reach = Q(area__gte=actor.area, area__lt=actor.area + AFTER_DIGITS) if actor.area else Q()
    found = list(Task.objects.filter(reach).select_related("unit").order_by("-made_at", "id")[:most])
    return [(each, sums) for each, sums in zip(found, _sums(found), strict=True)]


def _sums(found: list[Task]) -> list[dict[str, int]]:
    rows = TaskItem.objects.filter(task__in=[each.pk for each in found]).order_by()
    told: dict[UUID, dict[str, int]] = {each.pk: {} for each in found}
    for task_id, state, n in rows.values_list("task", "state").annotate(n=Count("pk")):
        told[task_id][state] = n
    return [told[each.pk] for each in found]


def task(task_id: UUID) -> Task | None:
    """One, with its unit (primary key)."""
    return Task.objects.select_related("unit").filter(pk=task_id).first()


def tasks_of(premises_ids: Iterable[UUID]) -> list[TaskItem]:
    """What is asked at these buildings and not over, the first due first (index captains_item_premises)."""
    found = TaskItem.objects.filter(premises__in=list(premises_ids), state=Answered.DUE)
    return list(
        found.select_related("task", "premises").defer("premises__found").order_by("task__due_on", "pk")
    )


def items_of(task: Task, most: int) -> list[TaskItem]:
    """What each building answered, those not answered first (unique index captains_item_once)."""
    found = TaskItem.objects.filter(task=task).select_related("premises").defer("premises__found")
    order = {Answered.DUE: 0, Answered.CANNOT: 1, Answered.DONE: 2, Answered.GONE: 3}
    rows = list(found.order_by("area", "pk")[: 10 * most])
    return sorted(rows, key=lambda item: order[Answered(item.state)])[:most]
