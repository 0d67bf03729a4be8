"""What points, codes and days of validity are held to by the database."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Func, Q


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
