"""A visiting day, and what was brought to it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.work.visits.terms import Came, State


class Day(Subject):
    """Leaders come to one place for some hours. `leaders` are posts, as they are announced; no person is named."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    area = models.CharField(max_length=15, db_collation="C")
    division = models.ForeignKey("places.Division", models.PROTECT, related_name="+", db_index=False)
    point = models.ForeignKey(
        "places.ServicePoint", models.PROTECT, null=True, related_name="+", db_index=False
    )
    address = models.CharField(max_length=200, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    leaders = ArrayField(models.CharField(max_length=60))
    about = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10)
    why_off = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="visits_day_state"
            ),
            models.CheckConstraint(condition=Q(begins_at__lt=F("ends_at")), name="visits_day_hours"),
        )
        indexes = (models.Index(fields=["begins_at", "area"], name="visits_day_when"),)

    def __str__(self) -> str:
        return f"{self.area} {self.begins_at:%Y-%m-%d}"


class Matter(Subject):
    """What somebody brought to a day: a report like any other, with the answer that is owed beside it.

    What became of it is the report's and its case's to say; here stands how hard it is, until when an answer is owed,
    and when it was given. `division` is the village the day was held in.
    """

    id = models.UUIDField(primary_key=True)
    day = models.ForeignKey(Day, models.PROTECT, related_name="brought", db_index=False)
    report = models.OneToOneField("intake.Report", models.CASCADE, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    came = models.CharField(max_length=10)
    registered_at = models.DateTimeField()
    hard = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    fed_back_at = models.DateTimeField(null=True)
    on_the_spot = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(came__in=[one.value for one in Came]), name="visits_matter_came"
            ),
            models.CheckConstraint(
                condition=Q(on_the_spot=False) | Q(fed_back_at__isnull=False), name="visits_matter_answered"
            ),
        )
        indexes = (
            models.Index(fields=["day", "registered_at"], name="visits_matter_of_day"),
            models.Index(fields=["due_at", "area"], condition=Q(fed_back_at=None), name="visits_matter_owed"),
        )

    def __str__(self) -> str:
        return str(self.pk)
