"""Queues: what waits where, how many, and the most pressing deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from commongrid.base.access.terms import Actor
from commongrid.cases.models import IS_OPEN, Case
from commongrid.cases.queries.finding import seen_by
from commongrid.cases.terms import Status

QUEUES: dict[str, Q] = {
    "waiting": Q(status=Status.WAITING, send_backs=0),
    "sent_back": Q(status=Status.WAITING, send_backs__gt=0),
    "assigned": Q(status=Status.ASSIGNED),
    "handling": Q(status=Status.HANDLING),
    "asked": IS_OPEN & Q(requests__answered_at=None, requests__isnull=False),
    "checking": Q(status=Status.CHECKING),
    "paused": Q(status=Status.PAUSED),
    "supervised": IS_OPEN & ~Q(supervision=""),
    "closed": Q(status=Status.CLOSED),
}


@dataclass(frozen=True, slots=True)
class Queue:
    """How many cases wait in a queue, and the most pressing deadline among them."""

    name: str
    count: int
    oldest_due_at: datetime | None
    oldest_soon_at: datetime | None


def queues(actor: Actor, names: Sequence[str]) -> list[Queue]:
    """Counts of several queues in one query (index cases_case_centre_queue or cases_case_unit_queue)."""
    counts: dict[str, Any] = {}
    for name in names:
        here = QUEUES[name]
        counts[f"{name}_count"] = Count("pk", filter=here, distinct=True)
        counts[f"{name}_due"] = Min("due_at", filter=here)
        counts[f"{name}_soon"] = Min("soon_at", filter=here)
    told = seen_by(actor).filter(IS_OPEN).aggregate(**counts)
    return [Queue(name, told[f"{name}_count"], told[f"{name}_due"], told[f"{name}_soon"]) for name in names]


def late(at: datetime) -> QuerySet[Case]:
    """Open cases past their deadline (index cases_case_due)."""
    return Case.objects.filter(IS_OPEN, due_at__lt=at).exclude(status=Status.PAUSED)
