"""A round of one post on one day with its stops, and check-ins."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.work.patrol.terms import Band, Mode, Skip, StopState, Way


class Round(Subject):
    """What one post walks on one day. `begins` is minutes since midnight, `budget` the minutes there are.

    It begins at an office or, planned anew, at the place of the last check-in: never where somebody is. It is
    deleted after 30 days (retention patrol.round).
    """

    id = models.UUIDField(primary_key=True)
    post = models.ForeignKey("units.Post", models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    on = models.DateField()
    mode = models.CharField(max_length=5)
    begins = models.PositiveSmallIntegerField()
    budget = models.PositiveSmallIntegerField()
    start_name = models.CharField(max_length=96, blank=True)
    start_lon = models.FloatField(null=True)
    start_lat = models.FloatField(null=True)
    metres = models.PositiveIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["post", "on"], name="patrol_round_once"),
            models.CheckConstraint(
                condition=Q(mode__in=[each.value for each in Mode]), name="patrol_round_mode"
            ),
        )
        indexes = (models.Index(fields=["on", "area"], name="patrol_round_listed"),)

    def __str__(self) -> str:
        return f"{self.area} {self.on}"


class CheckIn(models.Model):
    """Somebody stood at a place. The position is rounded and goes after 30 days, whose it was after a year; the place
    and the day stay, for they are about the place. The id follows from the sender and their key.
    """

    id = models.UUIDField(primary_key=True)
    premises = models.ForeignKey(
        "premises.Premises", models.PROTECT, null=True, related_name="+", db_index=False
    )
    code = models.CharField(max_length=32, db_collation="C")
    name = models.CharField(max_length=96)
    area = models.CharField(max_length=15, db_collation="C")
    post = models.ForeignKey("units.Post", models.PROTECT, null=True, related_name="+", db_index=False)
    post_words = models.CharField(max_length=140, blank=True)
    way = models.CharField(max_length=8)
    band = models.CharField(max_length=7)
    reason = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    photos = models.PositiveSmallIntegerField(default=0)
    captured_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField()
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(way__in=[each.value for each in Way]), name="patrol_checkin_way"
            ),
            models.CheckConstraint(
                condition=Q(band__in=[each.value for each in Band]), name="patrol_checkin_band"
            ),
        )
        indexes = (
            models.Index(fields=["code", "-sent_at"], name="patrol_checkin_of_place"),
            models.Index(
                fields=["post", "-sent_at"], condition=Q(post__isnull=False), name="patrol_checkin_of_post"
            ),
            models.Index(fields=["sent_at"], condition=Q(lon__isnull=False), name="patrol_checkin_positions"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.sent_at:%Y-%m-%d}"


class Stop(models.Model):
    """One place of a round, whatever demands it at once. `number` is its turn; None while it has none.

    `arrives` is minutes since midnight by the plan, `metres` the way from the stop before it.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="stops", db_index=False)
    on = models.DateField()
    premises = models.ForeignKey(
        "premises.Premises", models.CASCADE, null=True, related_name="+", db_index=False
    )
    code = models.CharField(max_length=32, db_collation="C")
    name = models.CharField(max_length=96)
    area = models.CharField(max_length=15, db_collation="C")
    lon = models.FloatField()
    lat = models.FloatField()
    demands = ArrayField(models.UUIDField(), default=list)
    due_on = models.DateField(null=True)
    minutes = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField(null=True)
    closes = models.PositiveSmallIntegerField(null=True)
    is_urgent = models.BooleanField(default=False)
    words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField(null=True)
    arrives = models.PositiveSmallIntegerField(null=True)
    metres = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=8, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "code"], name="patrol_stop_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in StopState]), name="patrol_stop_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped") | Q(why__in=[each.value for each in Skip]),
                name="patrol_stop_why",
            ),
        )
        indexes = (models.Index(fields=["on", "code"], name="patrol_stop_taken"),)

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
