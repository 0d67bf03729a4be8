"""Sums of facts by cut, grain, day, area and key: what a dashboard reads."""

from __future__ import annotations

from django.db import models

from commongrid.insight.figures.measures import MEASURES
from commongrid.insight.figures.models.facts import AREA
from commongrid.insight.figures.terms import Stage


class Sum(models.Model):
    """`key` is the matter's or unit's id or the channel, "" in the total; `starts_on` the day or the month's first.

    One index serves all: of a day or a month it gives one area, the areas within one, or the keys of one, side by side;
    and what is written now stands together.
    """

    pk = models.CompositePrimaryKey("cut", "grain", "starts_on", "area", "key")
    cut = models.CharField(max_length=8)
    area = models.CharField(**AREA, blank=True)
    grain = models.CharField(max_length=8)
    starts_on = models.DateField()
    key = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True


class Cell(Sum):
    """How many; a column for every measure, null for none."""


for _name in MEASURES:
    Cell.add_to_class(_name, models.IntegerField(null=True))


class Spread(Sum):
    """How long: for every stage {bucket: how many}, in buckets that grow by a constant factor (`buckets.py`)."""


for _stage in Stage:
    Spread.add_to_class(f"{_stage}_s", models.JSONField(null=True))


class Owed(models.Model):
    """A month whose sums lack facts that came in as history; `acts.sum_owed` makes them."""

    month = models.DateField(primary_key=True)
