from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.work.deadlines.terms import Light


class Mark(models.Model):
    """A deadline that came near or passed, marked once: for one stage of one round and the moment it was due."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, null=True, related_name="+")
    report = models.ForeignKey("intake.Report", on_delete=models.CASCADE, null=True, related_name="+")
    stage = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField(default=1)
    light = models.CharField(max_length=8)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "round", "stage", "light", "due_at"],
                condition=Q(case__isnull=False),
                name="deadlines_mark_case_once",
            ),
            models.UniqueConstraint(
                fields=["report", "stage", "light", "due_at"],
                condition=Q(report__isnull=False),
                name="deadlines_mark_report_once",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False, report=None) | Q(case=None, report__isnull=False),
                name="deadlines_mark_of_one",
            ),
            models.CheckConstraint(
                condition=Q(light__in=[light.value for light in Light]), name="deadlines_mark_light"
            ),
        )
        indexes = (
            models.Index(
                fields=["again_at"], name="deadlines_mark_again", condition=Q(again_at__isnull=False)
            ),
        )
