"""A campaign, its places, and how far each area is."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.work.inspections.terms import CampaignState, ItemState


class Campaign(Subject):
    """Every place a filter picks is looked at once by one checklist, within a period.

    `edition` is the one in force when it was drafted. `laid_to` is how far laying out has come ("kind~area~code");
    `laid_at` when it was through. `unit` None: the posts of each grid go.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=80)
    reason = models.CharField(max_length=400)
    checklist = models.ForeignKey("checklists.Checklist", models.PROTECT, related_name="+")
    edition = models.ForeignKey("checklists.Edition", models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    kinds = ArrayField(models.CharField(max_length=16))
    words = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10)
    why = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=140)
    post = models.ForeignKey("units.Post", models.PROTECT, null=True, related_name="+", db_index=False)
    expected = models.PositiveIntegerField(null=True)
    laid = models.PositiveIntegerField(default=0)
    laid_to = models.CharField(max_length=72, blank=True)
    laid_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in CampaignState]),
                name="inspections_campaign_state",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="inspections_campaign_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(laid_at__isnull=False), name="inspections_campaign_laid_out"
            ),
        )
        indexes = (models.Index(fields=["-made_at", "id"], name="inspections_campaign_listed"),)

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One place of a campaign; `code` is the premises' own, so that lists need no other table to go on."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="items", db_index=False)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    code = models.CharField(max_length=32, db_collation="C")
    state = models.CharField(max_length=4, default=ItemState.DUE.value, db_default=ItemState.DUE.value)
    inspection = models.ForeignKey("inspections.Inspection", models.PROTECT, null=True, related_name="items")
    gaps_open = models.PositiveSmallIntegerField(default=0, db_default=0)
    gaps_closed = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["premises", "campaign"], name="inspections_item_once"),
            models.CheckConstraint(
                condition=Q(state="done", inspection__isnull=False)
                | Q(state__in=["due", "gone"], inspection=None),
                name="inspections_item_state",
            ),
        )
        indexes = (
            models.Index(
                fields=["campaign", "area", "code"], condition=Q(state="due"), name="inspections_item_left"
            ),
            models.Index(
                fields=["campaign", "area", "code"], condition=Q(state="done"), name="inspections_item_done"
            ),
            models.Index(
                fields=["campaign", "area", "code"],
                condition=Q(gaps_open__gt=0) | Q(gaps_closed__gt=0),
                name="inspections_item_gaps",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Progress(models.Model):
    """How far a campaign is in one grid (or an area without grids); triggers of the items keep it true."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="progress", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    due = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    with_gaps = models.IntegerField(default=0)
    gaps_open = models.IntegerField(default=0)
    gaps_closed = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "area"], name="inspections_progress_once"),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.done}"
