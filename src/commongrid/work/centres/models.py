"""The tables of the centre standard: editions, assessments, and how each item stands."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.work.centres.terms import OPEN, STANDING, Grade, Met, State


class Edition(models.Model):
    """The standard from a moment on; an assessment keeps the one it began with."""

    at = models.DateTimeField()
    set_by = models.CharField(max_length=140)
    why = models.CharField(max_length=200)
    told = models.JSONField()

    def __str__(self) -> str:
        return str(self.pk)


class Assessment(Subject):
    """One centre held to the standard: by itself first, then by the level above. Posts are named, no person is judged."""

    id = models.UUIDField(primary_key=True)
    point = models.ForeignKey("places.ServicePoint", models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    state = models.CharField(max_length=10)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    graded_at = models.DateTimeField(null=True)
    graded_by = models.BigIntegerField(null=True)
    graded_unit = models.CharField(max_length=140, blank=True)
    on_the_spot = models.BooleanField(default=False)
    score = models.PositiveSmallIntegerField(null=True)
    grade = models.CharField(max_length=8, blank=True)
    valid_until = models.DateField(null=True)
    appeal = models.CharField(max_length=1000, blank=True)
    appeal_answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["point"], condition=Q(state__in=[one.value for one in OPEN]), name="centres_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="centres_assessment_state"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=["", *(one.value for one in Grade)]), name="centres_assessment_grade"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[one.value for one in STANDING]) | ~Q(grade=""),
                name="centres_assessment_has_grade",
            ),
        )
        indexes = (
            models.Index(fields=["point", "-graded_at"], name="centres_of_point"),
            models.Index(fields=["area", "begun_at"], name="centres_of_area"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Finding(models.Model):
    """How one item stands: what the centre says with its words, and what the level above found with its reason."""

    id = models.UUIDField(primary_key=True)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="findings", db_index=False)
    code = models.CharField(max_length=16)
    own = models.CharField(max_length=6, blank=True)
    words = models.CharField(max_length=500, blank=True)
    found = models.CharField(max_length=6, blank=True)
    why = models.CharField(max_length=500, blank=True)
    photos = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["assessment", "code"], name="centres_finding_once"),
            models.CheckConstraint(
                condition=Q(own__in=["", *(one.value for one in Met)])
                & Q(found__in=["", *(one.value for one in Met)]),
                name="centres_finding_met",
            ),
        )

    def __str__(self) -> str:
        return self.code
