"""What is demanded, what is due because of it, and how many places of each area are due on which day."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.work.patrol.terms import Facet, Per, What


class Demand(Subject):
    """One demand from a day to a day. A change ends this row and begins another with the same code, so the past stands.

    `step_days` is how many days may lie between two visits, made of how often was asked for. Hours are minutes since
    midnight. `ends_on` is the last day it holds.
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=24, db_collation="C")
    zh = models.CharField(max_length=60)
    en = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    what = models.CharField(max_length=8)
    kinds = ArrayField(models.CharField(max_length=16), default=list)
    facet = models.CharField(max_length=12, blank=True)
    floors = models.PositiveSmallIntegerField(null=True)
    rooms = models.PositiveSmallIntegerField(null=True)
    every_days = models.PositiveSmallIntegerField(null=True)
    times = models.PositiveSmallIntegerField(null=True)
    per = models.CharField(max_length=8, blank=True)
    step_days = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField(null=True)
    closes = models.PositiveSmallIntegerField(null=True)
    who = models.CharField(max_length=16, blank=True)
    checklist = models.CharField(max_length=32, blank=True)
    matters = ArrayField(models.CharField(max_length=32), default=list)
    confidence = models.CharField(max_length=12)
    source = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=140)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code"], condition=Q(ends_on=None), name="patrol_demand_one_to_come"
            ),
            models.CheckConstraint(
                condition=Q(what__in=[each.value for each in What]), name="patrol_demand_what"
            ),
            models.CheckConstraint(
                condition=Q(facet__in=[each.value for each in Facet]), name="patrol_demand_facet"
            ),
            models.CheckConstraint(
                condition=Q(every_days__isnull=False, times=None, per="")
                | Q(every_days=None, times__isnull=False, per__in=[each.value for each in Per]),
                name="patrol_demand_how_often",
            ),
            models.CheckConstraint(condition=Q(step_days__gte=1), name="patrol_demand_step"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="patrol_demand_in_order"
            ),
        )
        indexes = (models.Index(fields=["code", "-starts_on"], name="patrol_demand_code"),)

    def __str__(self) -> str:
        return self.zh

    @property
    def name_zh(self) -> str:
        return self.zh

    @property
    def name_en(self) -> str:
        return self.en


class Due(models.Model):
    """One place under one demand: when it was last visited and when it is due again.

    `code` is the premises' own, or the grid's for a demand about grids (then without `premises`).
    """

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="+", db_index=False)
    premises = models.ForeignKey(
        "premises.Premises", models.CASCADE, null=True, related_name="+", db_index=False
    )
    code = models.CharField(max_length=32, db_collation="C")
    area = models.CharField(max_length=15, db_collation="C")
    visited_on = models.DateField(null=True)
    due_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["code", "demand"], name="patrol_due_once"),)
        indexes = (
            models.Index(fields=["area", "due_on", "code"], name="patrol_due_listed"),
            models.Index(fields=["demand", "area", "code"], name="patrol_due_demand"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.due_on}"


class LastLook(models.Model):
    """What the last inspection of a place found, as the journal told: gaps, and on which day."""

    premises = models.OneToOneField(
        "premises.Premises", models.CASCADE, primary_key=True, related_name="+", db_index=False
    )
    on = models.DateField()
    gaps = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.premises_id} {self.on}: {self.gaps}"


class Tally(models.Model):
    """How many places of an area are due, or were last visited, on a day; triggers of the table of dues keep it true.

    `size` is the length of the area's code: towns, communities and grids are counted each for themselves.
    """

    size = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=7)
    area = models.CharField(max_length=15, db_collation="C")
    on = models.DateField()
    n = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["size", "what", "area", "on"], name="patrol_tally_once"),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.what} {self.on}: {self.n}"
