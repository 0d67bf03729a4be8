from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.work.outreach.terms import MOST_STARS, State

OPEN = Q(state__in=["asked", "offered", "agreed"])


class Service(models.Model):
    """What a department can bring out."""

    code = models.SlugField(max_length=32, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=90)
    department = models.CharField(max_length=10)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Request(Subject):
    """A village asks a department for a service. `unit_ids`: the department; `area`: the village. No person is named."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    area = models.CharField(max_length=15, db_collation="C")
    division = models.ForeignKey("places.Division", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    unit_ids = ArrayField(models.BigIntegerField())
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    days = ArrayField(models.DateTimeField())
    hours = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    begins_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    served = models.PositiveSmallIntegerField(null=True)
    stars = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="outreach_request_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "agreed", "done"]) | Q(begins_at__isnull=False), name="outreach_request_day"
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(served__isnull=False), name="outreach_request_served"),
            models.CheckConstraint(
                condition=Q(stars__isnull=True) | Q(stars__gte=1, stars__lte=MOST_STARS), name="outreach_request_stars"
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["begins_at", "area"], name="outreach_request_coming", condition=Q(state__in=["agreed", "called_off"])),
            models.Index(F("area"), F("due_at"), name="outreach_request_area", condition=OPEN),
            GinIndex(fields=["unit_ids"], name="outreach_request_owed", condition=OPEN, fastupdate=False),
            models.Index(fields=["unit", "asked_at"], name="outreach_request_unit"),
            models.Index(fields=["area", "asked_at"], name="outreach_request_past"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.service_id} {self.area}"
