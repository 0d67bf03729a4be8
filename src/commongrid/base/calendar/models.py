from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.calendar.terms import Kind


class Holiday(models.Model):
    """A listed day of the city's own table. It wins over the published notices, day by day."""

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=4)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="calendar_holiday_kind"
            ),
        )


class CalendarYear(models.Model):
    """A year of the city's own table: is its notice complete, or are there only single days?"""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200)
    is_complete = models.BooleanField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=64)
    imported_why = models.CharField(max_length=200, blank=True)


class CalendarVersion(models.Model):
    """One row, counted up with every change of the table, so that processes know their calendar is old."""

    number = models.PositiveIntegerField()
