from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.registry.matters.terms import Confidence


class Checklist(Subject):
    """A checklist by its code; what it asks stands in its editions. The city switches it on and off."""

    id = models.PositiveIntegerField(primary_key=True)
    code = models.CharField(max_length=32, unique=True)
    is_active = models.BooleanField()

    def __str__(self) -> str:
        return self.code


class Edition(models.Model):
    """What a checklist asks from a moment on. Written once, never changed: a finished inspection keeps its wording.

    `questions` are read and written whole by `stored.py`. `origin` is "pack:<name>" or "desk".
    """

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=160)
    premises = models.JSONField(default=list)
    questions = models.JSONField()
    confidence = models.CharField(max_length=10)
    source = models.TextField(blank=True)
    origin = models.CharField(max_length=60)
    by_captain = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["checklist", "number"], name="checklists_edition_number"),
            models.CheckConstraint(
                condition=Q(confidence__in=[each.value for each in Confidence]),
                name="checklists_edition_confidence",
            ),
        )
        indexes = (models.Index(fields=["checklist", "-valid_from"], name="checklists_edition_in_force"),)

    def __str__(self) -> str:
        return f"{self.zh} #{self.number}"
