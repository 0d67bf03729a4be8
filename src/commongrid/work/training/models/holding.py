from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commongrid.work.training.models.exams import Exam
from commongrid.work.training.models.kinds import CertificateKind


class Certificate(models.Model):
    """A certificate 证书: that its holder passed, until when it holds, and which editions were taught."""

    number = models.CharField(max_length=12, primary_key=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.ForeignKey(CertificateKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="+", db_index=False)
    sitting_id = models.UUIDField(unique=True)
    taught = models.JSONField(default=list)
    issued_on = models.DateField()
    valid_until = models.DateField()
    shows_name = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="training_certificate_span"
            ),
        )
        indexes = (
            models.Index(
                fields=["account", "kind", "valid_until"],
                condition=Q(withdrawn_at=None),
                name="training_certificate_holder",
            ),
            models.Index(fields=["account", "issued_on"], name="training_certificate_own"),
            models.Index(fields=["valid_until"], name="training_certificate_until"),
        )

    def __str__(self) -> str:
        return self.number

    def state_on(self, on: date) -> str:
        """valid, expired or withdrawn."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "valid" if self.valid_until >= on else "expired"


class Demand(models.Model):
    """A role has to hold a kind of certificate from a day on; a post that begins later has so many days for it."""

    role = models.CharField(max_length=16)
    kind = models.ForeignKey(CertificateKind, on_delete=models.PROTECT, related_name="demands")
    from_on = models.DateField()
    grace_days = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["role", "kind"], condition=Q(ended_at=None), name="training_demand_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.kind_id}"
