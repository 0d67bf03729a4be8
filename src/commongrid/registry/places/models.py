from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q

from commongrid.base.journal.models import Subject
from commongrid.registry.places.terms import GridKind, Level


def point() -> Func:
    """PostgreSQL's own `point(lon, lat)`: what nearest-neighbour search is indexed by."""
    return Func("lon", "lat", function="point")


def in_force() -> Func:
    return Func("valid_from", "valid_to", function="daterange", output_field=DateRangeField())


def on_earth(name: str) -> models.CheckConstraint:
    """Longitude and latitude both given and within range, or both missing."""
    there = Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90)
    return models.CheckConstraint(condition=there | Q(lon=None, lat=None), name=name)


def digits(field: str, pattern: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__regex": pattern}), name=name)


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
        )


class ServicePoint(models.Model):
    """Where residents are served: centre, hall, station, mediation room. `phone` is the office's."""

    code = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=96)
    name_en = models.CharField(max_length=128, blank=True)
    division = models.ForeignKey(Division, models.PROTECT, related_name="service_points")
    address = models.CharField(max_length=160, blank=True)
    lon = models.FloatField()
    lat = models.FloatField()
    phone = models.CharField(max_length=32, blank=True)
    hours = models.JSONField(null=True)
    services = models.JSONField(default=list)
    rooms = models.JSONField(default=list)
    schematic = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (on_earth("places_servicepoint_on_earth"),)
        indexes = (GistIndex(point(), name="places_servicepoint_point"),)


class Premises(models.Model):
    """A building or place that is looked after: rented house, shop, school, site, hazard point."""

    code = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=96)
    address = models.CharField(max_length=160, blank=True)
    lon = models.FloatField()
    lat = models.FloatField()
    division = models.ForeignKey(Division, models.PROTECT, related_name="premises")
    grid_code = models.CharField(max_length=15, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (on_earth("places_premises_on_earth"),)
        indexes = (
            GistIndex(point(), name="places_premises_point"),
            models.Index(
                fields=["grid_code"], name="places_premises_grid", opclasses=["varchar_pattern_ops"]
            ),
        )


class MapLayer(models.Model):
    """A decorative layer under the boundaries (water, roads, parks, blocks): one GeoJSON FeatureCollection."""

    name = models.CharField(max_length=32, primary_key=True)
    collection = models.JSONField()


class MapVersion(Subject):
    """The one row (id 1) that moves with every change of divisions, grids or layers, and its journal subject."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="places_mapversion_single"),)
