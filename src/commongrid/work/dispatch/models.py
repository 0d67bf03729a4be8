from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Rule(models.Model):
    """The city's own word: this matter (or class of matters), here, goes to this unit.

    `matter` and `area` are code prefixes; the longest match wins.
    """

    matter = models.CharField(max_length=32, blank=True)
    area = models.CharField(max_length=15, blank=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "area", "unit"], condition=Q(ended_at=None), name="dispatch_rule_once"
            ),
        )


class Proposal(models.Model):
    """What was proposed for a case, why, and what the dispatcher made of it."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="proposal")
    seq = models.PositiveIntegerField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    others = ArrayField(models.BigIntegerField(), default=list)
    confidence = models.FloatField()
    whys = models.JSONField(default=list)
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(confidence__range=(0, 1)), name="dispatch_proposal_confidence"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "taken", "other", "wrong"]), name="dispatch_proposal_answer"
            ),
        )
