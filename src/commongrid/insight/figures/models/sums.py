"""Sums of facts by cut, grain, day, area and key: what a dashboard reads."""

from __future__ import annotations

from django.db import models

from commongrid.insight.figures.measures import MEASURES
from commongrid.insight.figures.models.facts import AREA
from commongrid.insight.figures.terms import Stage


class Sum(models.Model):
    """`key` is the matter's or unit's id or the channel, "" in the total; `starts_on` the day or the month's first."""

    pk = models.CompositePrimaryKey("cut", "area", "grain", "starts_on", "key")
    cut = models.CharField(max_length=8)
    area = models.CharField(**AREA, blank=True)
    grain = models.CharField(max_length=8)
    starts_on = models.DateField()
    key = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True


class Cell(Sum):
    """How many; a column for every measure, null for none."""

    class Meta:
        indexes = (
            models.Index(fields=["cut", "key", "area", "grain", "starts_on"], name="figures_cell_series"),
            models.Index(fields=["starts_on"], name="figures_cell_day"),
        )


for _name in MEASURES:
    Cell.add_to_class(_name, models.IntegerField(null=True))


class Spread(Sum):
    """How long: for every stage {bucket: how many}, in buckets that grow by a constant factor (`buckets.py`)."""

    class Meta:
        indexes = (models.Index(fields=["starts_on"], name="figures_spread_day"),)


for _stage in Stage:
    Spread.add_to_class(f"{_stage}_s", models.JSONField(null=True))
