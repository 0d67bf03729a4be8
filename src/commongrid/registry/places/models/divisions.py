"""Divisions from province to village, and the grids inside them."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q

from commongrid.registry.places.models.constraints import digits, in_force, on_earth
from commongrid.registry.places.terms import GridKind, Level


class Division(models.Model):
    """One administrative division, from province to village; "within X" is a prefix of its code.

    `geometry` is GeoJSON in WGS 84. `is_drawn_from_grids` says it is the union of its current basic
    grids and follows them; otherwise it is a boundary of its own that grids must keep to.
    """

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=64)
    short = models.CharField(max_length=64)
    name_en = models.CharField(max_length=96, blank=True)
    pinyin = models.CharField(max_length=192, blank=True)
    number_letters = models.CharField(max_length=2, null=True, unique=True)
    level = models.CharField(max_length=8, choices=[(level.value, level.value) for level in Level])
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=16, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    geometry = models.JSONField(null=True)
    is_drawn_from_grids = models.BooleanField(default=False)
    schematic = models.BooleanField(default=False)

    class Meta:
        constraints = (
            digits("code", r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$", "places_division_code"),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]), name="places_division_level"
            ),
            on_earth("places_division_on_earth"),
        )
        indexes = (models.Index(fields=["level", "pinyin"], name="places_division_level_pinyin"),)


class Grid(models.Model):
    """One version of a grid: redrawing closes it (`valid_to`) and opens another; a case keeps the id it happened in."""

    id: models.BigAutoField[int, int]
    code = models.CharField(max_length=15)
    name = models.CharField(max_length=64)
    kind = models.CharField(max_length=9, choices=[(kind.value, kind.value) for kind in GridKind])
    division = models.ForeignKey(Division, models.PROTECT, related_name="grids")
    geometry = models.JSONField()
    lon = models.FloatField()
    lat = models.FloatField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    schematic = models.BooleanField(default=False)

    class Meta:
        constraints = (
            digits("code", r"^\d{14,15}$", "places_grid_code"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in GridKind]), name="places_grid_kind"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="places_grid_valid_in_order",
            ),
            on_earth("places_grid_on_earth"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="places_grid_one_current"
            ),
            ExclusionConstraint(
                name="places_grid_one_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (in_force(), RangeOperators.OVERLAPS),
                ],
            ),
        )
        indexes = (
            models.Index(fields=["code"], name="places_grid_within", opclasses=["varchar_pattern_ops"]),
            GistIndex(
                Func("lon", "lat", function="point"), name="places_grid_middle", condition=Q(valid_to=None)
            ),
        )
