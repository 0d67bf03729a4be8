"""吹哨报到: units called to a place by a time, and what was agreed there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.cases.models.case import Case
from commongrid.cases.terms import MOST_STARS


class Whistle(models.Model):
    """吹哨: a named unit is called to report in at a place by a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="whistles")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.CharField(max_length=200)
    by_when = models.DateTimeField()
    text = models.TextField(blank=True)
    called_by = models.CharField(max_length=64)
    called_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    arrived_by = models.CharField(max_length=8, blank=True)
    near = models.CharField(max_length=4, blank=True)
    note = models.CharField(max_length=200, blank=True)
    stars = models.PositiveSmallIntegerField(null=True)
    rated_by = models.CharField(max_length=64, blank=True)
    rated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__range=(1, MOST_STARS)), name="cases_whistle_stars"
            ),
        )
        indexes = (
            models.Index(fields=["unit", "by_when"], name="cases_whistle_owed", condition=Q(arrived_at=None)),
            models.Index(fields=["unit", "-by_when"], name="cases_whistle_unit"),
        )

    @property
    def is_late(self) -> bool:
        """Did the unit report in, but after the time it was called for?"""
        return self.arrived_at is not None and self.arrived_at > self.by_when


class Task(models.Model):
    """What was agreed on the spot: who does what by when. It stands beside the case and moves none of its clocks."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(max_length=300)
    due_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=64)
    agreed_at = models.DateTimeField()
    done_by = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=["unit", "due_at"], name="cases_task_unit"),)
