"""Tickets of a day. Nothing in them says whose they are."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.work.reception.terms import Source, State


class Ticket(Subject):
    """A number for a service of a point, on one day. `id` is what its page is found by and cannot be guessed."""

    id = models.UUIDField(primary_key=True)
    point = models.ForeignKey(
        "places.ServicePoint", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    service = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80, unique=True)
    source = models.CharField(max_length=6)
    state = models.CharField(max_length=7)
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    counter = models.CharField(max_length=16, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["point", "day", "service", "number"], name="reception_ticket_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="reception_ticket_state"
            ),
            models.CheckConstraint(
                condition=Q(source__in=[one.value for one in Source]), name="reception_ticket_source"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", called_at=None)
                | (~Q(state="waiting") & Q(called_at__isnull=False)),
                name="reception_ticket_called",
            ),
        )
        indexes = (
            models.Index(
                fields=["point", "day", "taken_at"],
                condition=Q(state="waiting"),
                name="reception_ticket_waiting",
            ),
            models.Index(fields=["point", "day", "called_at"], name="reception_ticket_day"),
            models.Index(fields=["day"], name="reception_ticket_old"),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.number}"
