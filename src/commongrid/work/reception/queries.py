"""The queue of a point: who waits, who was called, and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from commongrid.base.verdicts import Verdict
from commongrid.work.reception import rules
from commongrid.work.reception.models import Group, Sitting, Ticket
from commongrid.work.reception.terms import State, Wait

SHOWN = 6


def waiting(point: str, day: date, services: Sequence[str] = ()) -> QuerySet[Ticket]:
    """Who waits at a point, the first who came on top (index reception_ticket_waiting)."""
    found = Ticket.objects.filter(point=point, day=day, state=State.WAITING)
    return (found.filter(service__in=services) if services else found).order_by("taken_at", "id")


def how_many(point: str, day: date) -> dict[str, int]:
    """How many wait for each service (index reception_ticket_waiting)."""
    rows = Ticket.objects.filter(point=point, day=day, state=State.WAITING).values_list("service")
    return dict(rows.annotate(n=Count("id")).order_by("service"))


def called(point: str, day: date) -> list[Ticket]:
    """Who was called last and has not been served yet, the newest first (index reception_ticket_day)."""
    found = Ticket.objects.filter(point=point, day=day, called_at__isnull=False, state=State.CALLED)
    return list(found.order_by("-called_at")[:SHOWN])


def at_counter(point: str, day: date, counter: str) -> Ticket | None:
    """Who was called to a counter and is still there (index reception_ticket_day)."""
    return next((one for one in called(point, day) if one.counter == counter), None)


def calls(point: str, day: date, service: str) -> list[datetime]:
    """When tickets of a service were called today, in order (index reception_ticket_day)."""
    found = Ticket.objects.filter(point=point, day=day, service=service, called_at__isnull=False)
    latest = found.order_by("-called_at").values_list("called_at", flat=True)[:12]
    return sorted(at for at in latest if at is not None)


def find(ticket_id: UUID) -> Ticket | None:
    """One ticket (primary key)."""
    return Ticket.objects.filter(pk=ticket_id).select_related("point").first()


def wait_of(ticket: Ticket) -> Verdict[Wait]:
    """How many are before a ticket that waits, and about how long that takes."""
    before = waiting(ticket.point_id, ticket.day, [ticket.service]).filter(taken_at__lt=ticket.taken_at)
    return rules.how_long(before.count(), calls(ticket.point_id, ticket.day, ticket.service))


def sitting(sitting_id: UUID, account_id: int) -> Sitting | None:
    """Somebody's own form at the counter (primary key)."""
    return Sitting.objects.filter(pk=sitting_id, account_id=account_id).first()


def sitting_by(token: str, at: datetime) -> Sitting | None:
    """The form a visitor's phone sends photos to, while its page is open (unique token)."""
    return Sitting.objects.filter(token=token[:24], expires_at__gt=at).first()


def group_of(report_id: UUID) -> Group | None:
    """The group behind a report (unique index of the key report)."""
    found = Group.objects.filter(report=report_id).prefetch_related("representatives__person")
    return found.first()


def people_behind(report_ids: Sequence[UUID]) -> int:
    """How many people stand behind the group reports among these, as they were counted at the counter (the same index)."""
    return Group.objects.filter(report__in=report_ids).aggregate(n=Sum("count"))["n"] or 0
