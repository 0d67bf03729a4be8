"""What was counted on a day: shares by area, the spots out of reach, and where one more point helps most."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.insight.coverage.terms import Basis


class Count(models.Model):
    """One count of a day; a second on the same day takes its place. `spots` and `best` are kept as they were found."""

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()
    within_m = models.PositiveIntegerField()
    basis = models.CharField(max_length=9)
    points = models.PositiveIntegerField()
    spots = models.JSONField(default=list)
    best = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(basis__in=[one.value for one in Basis]), name="coverage_basis"
            ),
        )


class Area(models.Model):
    """The share of one division on a day; "" is the city."""

    count = models.ForeignKey(Count, models.CASCADE, related_name="areas", db_index=False)
    area = models.CharField(max_length=12, db_collation="C")
    total = models.PositiveIntegerField()
    covered = models.PositiveIntegerField()
    weekend = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["count", "area"], name="coverage_area_once"),
            models.CheckConstraint(
                condition=Q(covered__lte=F("total"), weekend__lte=F("covered")), name="coverage_area_parts"
            ),
        )
