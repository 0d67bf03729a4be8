"""Work lists' counts without counting: sums of a few rows, the same as `cases.queries.queues` a moment ago."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import Left

from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.models import IS_OPEN, Case
from commongrid.cases.queries import QUEUES, Queue
from commongrid.work.tallies.models import Tally
from commongrid.work.tallies.terms import AREA, Cell, Here, Of

COUNTED = tuple(name for name in QUEUES if name != "closed")
BY_UNIT = frozenset({"officer", "mediator"})


def queues(actor: Actor, names: Sequence[str]) -> list[Queue]:
    """Counts and most pressing moments of several queues as an actor sees them.

    For dispatchers and units from the tallies (indexes tallies_tally_area, _centre, _unit), at most some seconds
    behind; for everybody else, and for queues that are not tallied, counted from the cases themselves.
    """
    cells = _cells_of(actor)
    if cells is None or any(name not in COUNTED for name in names):
        return cases.queues(actor, names)
    summed = cells.filter(queue__in=names).values("queue")
    told = {
        row["queue"]: row for row in summed.annotate(all=Sum("count"), due=Min("due_at"), soon=Min("soon_at"))
    }
    return [_queue(name, told.get(name)) for name in names]


def by_area(actor: Actor, names: Sequence[str], within: str, size: int) -> dict[str, int] | None:
    """How many open cases of these queues stand in each area of so many digits within another, as an actor sees them.

    Some rows for each community (index tallies_tally_area), never a case; None for whoever sees by unit.
    """
    if actor.role in BY_UNIT or any(name not in COUNTED for name in names):
        return None
    reach = Q(area__startswith=actor.area)
    reach |= Q(centre_id=actor.unit_id) if actor.role == "dispatcher" else Q()
    cells = Tally.objects.filter(reach, unit_id=None, queue__in=names, area__startswith=within)
    summed = cells.annotate(code=Left("area", size)).values_list("code").annotate(Sum("count")).order_by()
    return dict(summed)


def _cells_of(actor: Actor) -> QuerySet[Tally] | None:
    if actor.role == "dispatcher" and len(actor.area) <= AREA:
        return Tally.objects.filter(Q(centre_id=actor.unit_id) | Q(area__startswith=actor.area), unit_id=None)
    if actor.role in BY_UNIT and actor.unit_id is not None:
        # The index is of rows without a centre: only a query that says so may use it.
        return Tally.objects.filter(unit_id=actor.unit_id, centre_id=None)
    return None


def _queue(name: str, row: Any) -> Queue:
    return Queue(name, row["all"], row["due"], row["soon"]) if row else Queue(name, 0, None, None)


def counted(cells: Iterable[Cell]) -> list[Tally]:
    """Count cells from the cases themselves: one query for all communities, one for each unit.

    Indexes cases_case_area, cases_case_units and cases_case_called. Gives unsaved rows, empty queues left out.
    """
    wanted = set(cells)
    here = {cell for cell in wanted if isinstance(cell, Here)}
    rows = _count_here(here) if here else []
    for unit in sorted(cell.unit_id for cell in wanted if isinstance(cell, Of)):
        holds = Q(unit_ids__contains=[unit]) | Q(called_ids__contains=[unit])
        told = Case.objects.filter(IS_OPEN, holds).aggregate(**_sums())
        rows += _rows(told, unit_id=unit)
    return rows


def _count_here(here: set[Here]) -> list[Tally]:
    within = Q()
    for area in {cell.area for cell in here}:
        within |= Q(area__startswith=area) if len(area) == AREA else Q(area=area)
    cases_here = Case.objects.filter(IS_OPEN, within).annotate(community=Left("area", AREA))
    cells: Any = cases_here.values("centre_id", "community").annotate(**_sums()).order_by()
    return [
        row
        for told in cells
        if Here(told["centre_id"], told["community"]) in here
        for row in _rows(told, centre_id=told["centre_id"], area=told["community"])
    ]


def _sums() -> dict[str, Any]:
    sums: dict[str, Any] = {}
    for name in COUNTED:
        sums[f"{name}_count"] = Count("pk", filter=QUEUES[name], distinct=True)
        sums[f"{name}_due"] = Min("due_at", filter=QUEUES[name])
        sums[f"{name}_soon"] = Min("soon_at", filter=QUEUES[name])
    return sums


def _rows(told: Any, **cell: Any) -> list[Tally]:
    return [
        Tally(
            **cell,
            queue=name,
            count=told[f"{name}_count"],
            due_at=told[f"{name}_due"],
            soon_at=told[f"{name}_soon"],
        )
        for name in COUNTED
        if told[f"{name}_count"]
    ]
