"""An application to a court for confirmation: the court, the application, who joined it, questions, and the service of the ruling."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.mediation.terms import (
    AT_COURT,
    DECIDED,
    STANDING,
    CourtLevel,
    Ground,
    Stage,
)


class Court(models.Model):
    """A unit that is a court: its full name as it stands on papers, its level, the divisions it answers for."""

    unit = models.OneToOneField("units.Unit", models.PROTECT, related_name="court")
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=12)
    divisions = ArrayField(models.CharField(max_length=15, db_collation="C"), default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(level__in=[one.value for one in CourtLevel]), name="mediation_court_level"
            ),
        )

    def __str__(self) -> str:
        return self.name_zh


class Confirmation(Subject):
    """One application of both parties. The judge whose it is reads it by `sitting_ids`, the parties by being in it, nobody else.

    `number` finds the ruling on the public page; `court_number` is the court's own 案号, as it was told. `checks` maps what was
    ticked to true; the judge's notes to it are in `notes`. `due_at` is the last day to apply, `limits` the court's own, line by
    line. The half hour runs from `applied_at` to `delivered_at`, when the last party had the ruling.
    """

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=12, unique=True)
    agreement = models.ForeignKey("mediation.Agreement", models.PROTECT, related_name="confirmations")
    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=8)
    stage = models.CharField(max_length=10)
    property_wanted = models.BooleanField(default=False)
    sitting_ids = ArrayField(models.BigIntegerField(), default=list)
    drafted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    extended = models.BooleanField(default=False)
    checks = models.JSONField(default=dict)
    notes = EncryptedTextField(label="mediation_confirmation.notes", retention="mediation.words", null=True)
    slot_at = models.DateTimeField(null=True)
    slot_place = models.CharField(max_length=120, blank=True)
    heard_at = models.DateTimeField(null=True)
    heard_how = models.CharField(max_length=8, blank=True)
    record = EncryptedTextField(label="mediation_confirmation.record", retention="mediation.words", null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=10, blank=True)
    grounds = EncryptedTextField(
        label="mediation_confirmation.grounds", retention="mediation.words", null=True
    )
    court_number = models.CharField(max_length=60, blank=True)
    judge_name = models.CharField(max_length=64, blank=True)
    sha256 = models.BinaryField(max_length=32, null=True)
    ruling_sha256 = models.BinaryField(max_length=32, null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(stage__in=[one.value for one in Stage]), name="mediation_confirmation_stage"),
            models.CheckConstraint(condition=Q(ground__in=[one.value for one in Ground]), name="mediation_confirmation_ground"),
            models.CheckConstraint(
                condition=~Q(stage__in=[one.value for one in DECIDED]) | Q(decided_at__isnull=False, ruling_sha256__isnull=False),
                name="mediation_confirmation_ruled",
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(stage__in=[one.value for one in STANDING]), name="mediation_confirmation_once"
            ),
        )  # fmt: skip
        indexes = (
            GinIndex(fields=["sitting_ids"], name="mediation_confirm_by_judge"),
            models.Index(
                fields=["next_due_at"], condition=Q(stage__in=[one.value for one in AT_COURT]), name="mediation_confirm_due"
            ),
            models.Index(
                fields=["delivered_at"], condition=Q(delivered_at__isnull=False), name="mediation_confirm_delivered"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number
