"""The tables of follow-up calls: plan and script by edition, the calls, and who wants none."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.followups.terms import State


class Edition(models.Model):
    """The sampling plan or the script from a moment on; the last one of a kind holds."""

    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    set_by = models.CharField(max_length=140)
    why = models.CharField(max_length=200)
    told = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["kind", "-id"], name="followups_edition_last"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Call(Subject):
    """回访: whoever raised a case is called after it was closed, once a round.

    `next_at` is when it may be tried; `claimed_*` says who is calling just now, and until when it is theirs.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", db_index=False)
    report = models.ForeignKey("intake.Report", models.CASCADE, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    centre = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    round = models.PositiveSmallIntegerField()
    owed_at = models.DateTimeField()
    next_at = models.DateTimeField()
    whys = models.JSONField(default=list)
    state = models.CharField(max_length=13)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.BigIntegerField(null=True)
    claimed_name = models.CharField(max_length=140, blank=True)
    claimed_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    called_by = models.BigIntegerField(null=True)
    called_name = models.CharField(max_length=140, blank=True)
    answers = models.JSONField(default=dict)
    words = EncryptedTextField(label="followups_call.words", retention="followups.calls", null=True)
    redo = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "round"], name="followups_call_once"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="followups_call_state"
            ),
        )
        indexes = (
            models.Index(fields=["next_at", "area"], condition=Q(state="due"), name="followups_call_due"),
            models.Index(fields=["last_at", "area"], name="followups_call_when"),
            models.Index(fields=["centre", "owed_at"], name="followups_call_week"),
            models.Index(
                fields=["called_by", "last_at"],
                condition=Q(called_by__isnull=False),
                name="followups_call_own",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Quiet(models.Model):
    """About this case nobody is called any more: they said so themselves, or to the caller."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
