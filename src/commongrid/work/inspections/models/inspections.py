"""What was found at a place on a day, and what became of each gap."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.work.inspections.terms import GapState


class Inspection(models.Model):
    """One look at one place by one checklist, written once. Its points are about the place on that day.

    `answers`: question → {"value", "photos": [photo ids]}. The id follows from the sender and their key. `again`: the
    first inspection, whose gaps this one looked at once more.
    """

    id = models.UUIDField(primary_key=True)
    premises = models.ForeignKey(
        "premises.Premises", models.PROTECT, related_name="inspections", db_index=False
    )
    area = models.CharField(max_length=15, db_collation="C")
    checklist = models.ForeignKey("checklists.Checklist", models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey("checklists.Edition", models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey("units.Post", models.PROTECT, null=True, related_name="+", db_index=False)
    post_words = models.CharField(max_length=140)
    again = models.ForeignKey("self", models.PROTECT, null=True, related_name="looked_again")
    captured_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField()
    answers = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    gaps = models.PositiveSmallIntegerField()
    got = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=["premises", "-sent_at"], name="inspections_of_premises"),)

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.premises_id} {self.sent_at:%Y-%m-%d}"


class Gap(models.Model):
    """One gap of an inspection, the case it opened or follows, and what became of it.

    `root` is the first inspection of the chain: campaigns count by it. `done_at`: when it was looked at again.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="found", db_index=False)
    root = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    question = models.CharField(max_length=24)
    is_at_once = models.BooleanField(default=False)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="+", db_index=False)
    report = models.ForeignKey("intake.Report", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "question"], name="inspections_gap_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in GapState]), name="inspections_gap_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="due") | Q(closed_at__isnull=False), name="inspections_gap_closed_when"
            ),
        )
        indexes = (
            models.Index(
                fields=["area", "closed_at"], condition=Q(state="due"), name="inspections_gap_to_look_at"
            ),
            models.Index(fields=["premises", "state"], name="inspections_gap_premises"),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.state}"
