"""What an agreement obliges to, one row for each clause with a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from commongrid.work.mediation.terms import Paid


class Instalment(models.Model):
    """One payment or deed: who owes it to whom, until when, and how far it is. The clause has the words.

    `said_at`: the debtor says it is done, with a proof in base/files if they like; `done_at`: the creditor says so.
    `due_at` is the end of the day, moved past rest days by 民法典 203.
    """

    id = models.UUIDField(primary_key=True)
    agreement = models.ForeignKey("mediation.Agreement", models.PROTECT, related_name="instalments")
    clause = models.ForeignKey("mediation.Clause", models.PROTECT, related_name="+", db_index=False)
    debtor = models.ForeignKey("mediation.Party", models.PROTECT, related_name="+", db_index=False)
    creditor = models.ForeignKey("mediation.Party", models.PROTECT, related_name="+", db_index=False)
    nth = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=5, default=Paid.OWED.value)
    said_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    told_late_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agreement", "nth"], name="mediation_instalment_once"),
            models.CheckConstraint(
                condition=Q(state=Paid.OWED.value, done_at=None)
                | Q(state=Paid.SAID.value, said_at__isnull=False, done_at=None)
                | Q(state=Paid.DONE.value, done_at__isnull=False),
                name="mediation_instalment_state",
            ),
        )
        indexes = (
            models.Index(
                fields=["due_at"], condition=Q(state=Paid.OWED.value), name="mediation_instalment_due"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.nth}"

    @property
    def last_moment(self) -> datetime:
        """Within the last day, so that a page names that day and not the next."""
        return self.due_at - timedelta(seconds=1)
