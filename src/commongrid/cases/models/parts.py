"""What stands beside a case while it is handled: units' parts, requests, supervision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.cases.models.case import Case
from commongrid.cases.terms import Ask


class Assignment(models.Model):
    """One unit's part in one round: given, taken, done, or ended without being done."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    round = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    is_lead = models.BooleanField()
    assigned_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "unit"], condition=Q(ended_at=None), name="cases_assignment_once"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None, is_lead=True), name="cases_assignment_one_lead"
            ),
        )
        indexes = (models.Index(fields=["unit", "assigned_at"], name="cases_assignment_unit"),)


class Request(models.Model):
    """A unit asked to pause or to extend; somebody else answers."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    ask = models.CharField(max_length=8)
    reason = models.CharField(max_length=16, blank=True)
    text = models.TextField(blank=True)
    until = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    asked_account_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ask__in=[ask.value for ask in Ask]), name="cases_request_ask"),
            models.UniqueConstraint(
                fields=["case", "ask"], condition=Q(answered_at=None), name="cases_request_one_open"
            ),
        )


class Supervision(models.Model):
    """督办: somebody above wants an answer by a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supervisions")
    level = models.CharField(max_length=8)
    text = models.TextField()
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["answer_due_at"], name="cases_supervision_owed", condition=Q(answered_at=None)
            ),
        )
