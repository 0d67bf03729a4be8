"""What is looked after or served at one point."""

from __future__ import annotations

from django.contrib.postgres.indexes import GistIndex
from django.db import models

from commongrid.registry.places.models.constraints import on_earth, point
from commongrid.registry.places.models.divisions import Division


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
