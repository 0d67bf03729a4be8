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


class Sitting(models.Model):
    """One form at a counter: `id` becomes the report's, so that photos come before it; `token` opens the page they are sent by."""

    id = models.UUIDField(primary_key=True)
    token = models.CharField(max_length=24, unique=True)
    account_id = models.BigIntegerField()
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["expires_at"], name="reception_sitting_expiry"),)


class Group(models.Model):
    """That a report is the matter of many: how many, and the sealed roll of those who are not its representatives."""

    report = models.OneToOneField("intake.Report", on_delete=models.CASCADE, related_name="+")
    count = models.PositiveSmallIntegerField()
    roll = models.ForeignKey(
        "people.Roll", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(count__gte=2), name="reception_group_is_many"),)
        indexes = (
            models.Index(fields=["roll"], condition=Q(roll__isnull=False), name="reception_group_roll"),
        )


class Representative(models.Model):
    """A person the others of a group chose to speak for them."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="representatives")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "person"], name="reception_representative_once"),
        )
