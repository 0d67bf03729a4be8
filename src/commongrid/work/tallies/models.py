from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Seat(models.Model):
    """Where an open case is counted now, so that it can be taken out of the count when it moves."""

    case_id = models.UUIDField(primary_key=True)
    centre_id = models.BigIntegerField()
    area = models.CharField(max_length=12)
    unit_ids = ArrayField(models.BigIntegerField(), default=list)


class Tally(models.Model):
    """How many open cases a queue holds in one cell, and their most pressing moments.

    A cell is a community at a centre (`unit_id` null), or a unit wherever its cases are (`centre_id` null).
    """

    centre_id = models.BigIntegerField(null=True)
    area = models.CharField(max_length=12, blank=True)
    unit_id = models.BigIntegerField(null=True)
    queue = models.CharField(max_length=16)
    count = models.PositiveIntegerField()
    due_at = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre_id", "area", "queue"], condition=Q(unit_id=None), name="tallies_tally_centre"
            ),
            models.UniqueConstraint(
                fields=["unit_id", "queue"], condition=Q(centre_id=None), name="tallies_tally_unit"
            ),
            models.CheckConstraint(
                condition=Q(unit_id=None, centre_id__isnull=False)
                | Q(centre_id=None, unit_id__isnull=False, area=""),
                name="tallies_tally_cell",
            ),
        )
        indexes = (
            models.Index(
                fields=["area"],
                opclasses=["text_pattern_ops"],
                name="tallies_tally_area",
                condition=Q(unit_id=None),
            ),
        )
