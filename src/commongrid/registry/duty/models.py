from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.utils import timezone

from commongrid.registry.duty.terms import LONGEST, Kind

SPAN = Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField())
"""From (kept in) to (left out), as a range of the database."""


class Shift(models.Model):
    """A post on duty for a place, from a moment to a moment; who signed on and off, and what was handed over.

    `unit` keeps the roster, `area` is what is covered. Where somebody was when signing is not kept at all.
    """

    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15)
    kind = models.CharField(max_length=8)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    signed_on_at = models.DateTimeField(null=True)
    signed_off_at = models.DateTimeField(null=True)
    handover = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        "units.Post", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in Kind]), name="duty_shift_kind"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")) & Q(ends_at__lte=F("starts_at") + LONGEST),
                name="duty_shift_span",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at=None) | Q(signed_on_at__lte=F("signed_off_at")),
                name="duty_shift_signed",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None)
                | Q(signed_off_at__isnull=False, read_by__isnull=False),
                name="duty_shift_read",
            ),
            # Checked at the end of a statement, so that two shifts that overlap can be swapped in one.
            ExclusionConstraint(
                name="duty_shift_one_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (SPAN, RangeOperators.OVERLAPS),
                ],
                condition=Q(dropped_at=None),
                deferrable=Deferrable.IMMEDIATE,
            ),
        )
        indexes = (
            models.Index(fields=["unit", "starts_at"], condition=Q(dropped_at=None), name="duty_shift_unit"),
            models.Index(fields=["area", "starts_at"], condition=Q(dropped_at=None), name="duty_shift_area"),
            models.Index(fields=["post", "starts_at"], condition=Q(dropped_at=None), name="duty_shift_post"),
        )

    def __str__(self) -> str:
        return f"{self.post_id} {self.starts_at:%Y-%m-%d %H:%M}"

    def is_on_at(self, at: datetime) -> bool:
        """Does it last at this moment, as laid out?"""
        return self.starts_at <= at < self.ends_at


class Absence(models.Model):
    """A post that is away for a while: leave, training, illness is never asked. It is not offered for a shift."""

    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="duty_absence_span"),
        )
        indexes = (models.Index(fields=["post", "ends_at"], name="duty_absence_post"),)

    def __str__(self) -> str:
        return f"{self.post_id} {self.starts_at:%Y-%m-%d} – {self.ends_at:%Y-%m-%d}"

    @property
    def last_day(self) -> date:
        """The last day on which somebody is away at all."""
        return timezone.localdate(self.ends_at - timedelta(seconds=1))
