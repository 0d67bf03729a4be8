"""Reads of calls: those a post sees, those of one case, and what a unit's calls came to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from commongrid.base.access.terms import Actor
from commongrid.cases.models import IS_OPEN, Case, Task, Whistle
from commongrid.cases.queries.finding import seen_by


def open_calls(actor: Actor) -> QuerySet[Whistle]:
    """Calls whose units have not all come, of cases the post sees, the soonest first (index cases_whistle_owed)."""
    mine = seen_by(actor).filter(IS_OPEN).values("pk")
    return _rows(Whistle.objects.filter(arrived_at=None, case__in=mine)).order_by("by_when", "id")


def of_unit(unit_id: int) -> QuerySet[Whistle]:
    """Every call to a unit, the latest first (index cases_whistle_unit)."""
    return _rows(Whistle.objects.filter(unit=unit_id)).order_by("-by_when", "-id")


def of_case(case: Case) -> QuerySet[Whistle]:
    """Every call to a case, the latest first (index of the foreign key)."""
    return _rows(case.whistles.all()).order_by("-called_at", "unit__code")


def tasks_of_case(case: Case) -> QuerySet[Task]:
    """What was agreed, the soonest first (index of the foreign key)."""
    return case.tasks.select_related("unit").order_by("due_at", "id")


def record(unit_id: int, since: datetime, now: datetime) -> dict[str, Any]:
    """How a unit answered since a day: called, in time, late, absent, stars; and its tasks (indexes cases_whistle_unit, cases_task_unit)."""
    calls = Whistle.objects.filter(unit=unit_id, by_when__gte=since, by_when__lte=now)
    tasks = Task.objects.filter(unit=unit_id, due_at__gte=since, due_at__lte=now)
    return {
        **calls.aggregate(
            called=Count("pk"),
            in_time=Count("pk", filter=Q(arrived_at__lte=F("by_when"))),
            late=Count("pk", filter=Q(arrived_at__gt=F("by_when"))),
            absent=Count("pk", filter=Q(arrived_at=None)),
            average=Avg("stars"),
            rated=Count("stars"),
        ),
        **tasks.aggregate(tasks=Count("pk"), done=Count("pk", filter=Q(done_at__lte=F("due_at")))),
    }


def _rows(calls: QuerySet[Whistle]) -> QuerySet[Whistle]:
    return calls.select_related("case", "unit").defer("case__clock", "case__search", "case__head")
