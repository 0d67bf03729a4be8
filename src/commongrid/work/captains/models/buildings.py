"""What captains said of their buildings: rooms by floor, and what they found looking through it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.work.captains.terms import GapState


class Rooms(models.Model):
    """How many rooms are let, vacant or the house's own, by floor, as confirmed on a day; it runs out on another.

    `floors`: [[floor, let, vacant, own], …]. Only numbers: who lives in a room is not kept here nor anywhere else.
    """

    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey("units.Post", models.PROTECT, related_name="+", db_index=False)
    floors = models.JSONField()
    let = models.PositiveSmallIntegerField()
    vacant = models.PositiveSmallIntegerField()
    own = models.PositiveSmallIntegerField()
    confirmed_at = models.DateTimeField()
    until = models.DateField()
    is_latest = models.BooleanField(default=True)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["premises"], condition=Q(is_latest=True), name="captains_rooms_one_latest"
            ),
            models.UniqueConstraint(fields=["premises", "key"], name="captains_rooms_once"),
        )
        indexes = (models.Index(fields=["until"], condition=Q(is_latest=True), name="captains_rooms_until"),)

    def __str__(self) -> str:
        return f"{self.premises_id} {self.let}/{self.vacant}/{self.own}"


class SelfCheck(models.Model):
    """One look of a captain through the building, by the list made for captains; their own word, not an inspection."""

    id = models.UUIDField(primary_key=True)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    post = models.ForeignKey("units.Post", models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey("checklists.Edition", models.PROTECT, related_name="+", db_index=False)
    answers = models.JSONField()
    gaps = models.PositiveSmallIntegerField()
    on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["premises", "-sent_at"], name="captains_check_of_premises"),)

    def __str__(self) -> str:
        return f"{self.premises_id} {self.on:%Y-%m-%d}"


class SelfGap(models.Model):
    """One gap a captain found: mended by a day they named, or handed to the grid worker as a report."""

    look = models.ForeignKey(SelfCheck, models.PROTECT, related_name="found", db_index=False)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+", db_index=False)
    question = models.CharField(max_length=24)
    way = models.CharField(max_length=4)
    by_day = models.DateField(null=True)
    report = models.ForeignKey("intake.Report", models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8, default="open")
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["look", "question"], name="captains_gap_once"),
            models.CheckConstraint(
                condition=(Q(way="mend", by_day__isnull=False, report=None))
                | (Q(way="help", report__isnull=False, by_day=None)),
                name="captains_gap_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(one) for one in GapState])
                & (Q(done_at=None) | Q(done_at__gte=F("opened_at"))),
                name="captains_gap_state",
            ),
        )
        indexes = (
            models.Index(fields=["premises", "state"], name="captains_gap_premises"),
            models.Index(
                fields=["report"], condition=Q(report__isnull=False, state="open"), name="captains_gap_report"
            ),
            models.Index(
                fields=["by_day"], condition=Q(by_day__isnull=False, state="open"), name="captains_gap_by_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.state}"
