"""The map as a whole: layers under the boundaries, and the one row that moves with every change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject


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
