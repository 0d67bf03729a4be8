from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.registry.statutes.terms import Sure, Unit


class Statute(Subject):
    """A rule of law by its key; what it says stands in its editions."""

    id = models.PositiveIntegerField(primary_key=True)
    key = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """What a rule says from a day on, in our words. Only being confirmed changes it.

    `origin` is "pack:<name>" or "desk". `confirmed_by` is the name as it was.
    """

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    law = models.CharField(max_length=32)
    law_zh = models.CharField(max_length=120)
    law_en = models.CharField(max_length=200)
    article = models.CharField(max_length=40)
    zh = models.CharField(max_length=400)
    en = models.CharField(max_length=600)
    value = models.CharField(max_length=12, blank=True)
    unit = models.CharField(max_length=16, blank=True)
    binds_zh = models.CharField(max_length=120, blank=True)
    binds_en = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    sure = models.CharField(max_length=12)
    seen_in = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True)
    origin = models.CharField(max_length=60)
    confirmed_by = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    compared = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["statute", "number"], name="statutes_edition_number"),
            models.CheckConstraint(
                condition=Q(sure__in=[each.value for each in Sure]), name="statutes_edition_sure"
            ),
            models.CheckConstraint(
                condition=Q(unit__in=["", *(each.value for each in Unit)]), name="statutes_edition_unit"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=models.F("valid_from")),
                name="statutes_edition_days",
            ),
        )

    def __str__(self) -> str:
        return f"{self.law_zh} {self.article}"
