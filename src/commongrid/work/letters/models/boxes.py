"""Whom one can write to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.work.letters.terms import Kind


class Box(models.Model):
    """A letterbox: the secretary of a place, or a bureau; the unit that answers and one that may approve beside it."""

    code = models.SlugField(max_length=48, primary_key=True)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    area = models.CharField(max_length=15, db_collation="C")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    second_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    answer_days = models.PositiveSmallIntegerField(null=True)
    answer_rule = models.CharField(max_length=80, blank=True)
    answer_source = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in Kind]), name="letters_box_kind"
            ),
            models.CheckConstraint(
                condition=Q(answer_days__isnull=False) | ~Q(answer_rule=""), name="letters_box_limit"
            ),
        )
        indexes = (models.Index(fields=["area", "kind", "code"], name="letters_box_area"),)

    def __str__(self) -> str:
        return self.name
