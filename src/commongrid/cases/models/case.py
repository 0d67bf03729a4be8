"""The case itself, with the indexes its lists stand on."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from commongrid.base.journal.models import Subject
from commongrid.cases.terms import OPEN, Status, SupervisionLevel

IS_OPEN = Q(status__in=[status.value for status in OPEN])
NEVER = datetime(2069, 12, 30, tzinfo=UTC)
"""Stands for "no deadline" in the order of deadlines, so that what is on hold comes last."""
FOUND_BY = (
    "search", "area", "matter_id", "channel", "status", "supervision", "centre_id", "unit_ids", "called_ids", "cell",
    "opened_at", "closed_at", "due_at", "soon_at",
)  # fmt: skip
"""What the SQL function `cases_found_by` makes a case's lexemes of, in its order; `facets.py` says which."""


class Case(Subject):
    """One matter on its way round the loop. The row is the fold of its journal entries, never more."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    status = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField(default=1)
    moved_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey("matters.Edition", on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.ForeignKey(
        "matters.Row", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_public = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    channel = models.CharField(max_length=20)

    area = models.CharField(max_length=15)
    division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    grid = models.ForeignKey("places.Grid", on_delete=models.PROTECT, null=True, related_name="+")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    cell = models.BigIntegerField(null=True)
    address = models.CharField(max_length=200, blank=True)

    centre = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    lead_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    unit_ids = ArrayField(models.BigIntegerField(), default=list)
    called_ids = ArrayField(models.BigIntegerField(), default=list)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    stage = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True)
    clock = models.TextField(blank=True)
    on_time = models.BooleanField(null=True)
    paused_until = models.DateTimeField(null=True)

    reporters = models.PositiveIntegerField(default=1)
    send_backs = models.PositiveSmallIntegerField(default=0)
    sent_back_times = models.PositiveSmallIntegerField(default=0)
    reworks = models.PositiveSmallIntegerField(default=0)
    redos = models.PositiveSmallIntegerField(default=0)
    urges = models.PositiveSmallIntegerField(default=0)
    sampled = models.BooleanField(default=False)
    supervision = models.CharField(max_length=10, blank=True)
    satisfied = models.BooleanField(null=True)
    settled = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")
    search = SearchVectorField(null=True)

    class Meta:
        # Every index is written for every case there ever was: none stands for a column others begin with, nor for
        # the divisions and editions that are never deleted.
        constraints = (
            models.UniqueConstraint(fields=["number"], name="cases_case_number"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="cases_case_status"
            ),
            models.CheckConstraint(
                condition=Q(supervision__in=["", *(level.value for level in SupervisionLevel)]),
                name="cases_case_supervision",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) | ~Q(status="closed"),
                name="cases_case_closed_when",
            ),
            models.CheckConstraint(
                condition=Q(lead_unit__isnull=False)
                | ~Q(status__in=["assigned", "handling", "paused", "checking"]),
                name="cases_case_has_lead",
            ),
            models.CheckConstraint(
                condition=Q(lon=None, lat=None) | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="cases_case_position",
            ),
        )
        indexes = (
            models.Index(fields=["centre", "status", "due_at", "id"], name="cases_case_centre_queue"),
            models.Index(fields=["lead_unit", "status", "due_at", "id"], name="cases_case_unit_queue"),
            models.Index(fields=["status", "due_at", "id"], name="cases_case_due", condition=IS_OPEN),
            models.Index(OpClass(F("area"), name="text_pattern_ops"), F("status"), name="cases_case_area"),
            models.Index(
                OpClass(F("area"), name="text_pattern_ops"),
                include=["lead_unit", "due_at", "soon_at"],
                name="cases_case_now",
                condition=IS_OPEN,
            ),
            models.Index(F("opened_at").desc(), F("id").desc(), name="cases_case_opened"),
            models.Index(F("closed_at").desc(), F("id").desc(), name="cases_case_closed"),
            models.Index(fields=["cell"], name="cases_case_near", condition=IS_OPEN),
            models.Index(fields=["matter", "opened_at"], name="cases_case_matter"),
            models.Index(fields=["paused_until"], name="cases_case_paused", condition=Q(status="paused")),
            GinIndex(fields=["unit_ids"], name="cases_case_units", condition=IS_OPEN),
            GinIndex(fields=["called_ids"], name="cases_case_called", condition=IS_OPEN),
            models.Index(
                Coalesce(F("due_at"), Value(NEVER)), F("id"), name="cases_case_next_due", condition=IS_OPEN
            ),
            GinIndex(
                Func(*(F(column) for column in FOUND_BY), function="cases_found_by"),
                name="cases_case_found",
                gin_pending_list_limit=512,
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
