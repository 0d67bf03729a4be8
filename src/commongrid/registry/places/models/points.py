"""What is looked after or served at one point."""

from __future__ import annotations

from django.contrib.postgres.indexes import GistIndex
from django.db import models

from commongrid.base.journal.models import Subject
from commongrid.registry.places.models.constraints import on_earth, point
from commongrid.registry.places.models.divisions import Division


class ServicePoint(Subject):
    """Where residents are served: centre, hall, station, mediation room. `phone` is the office's.

    `step_free` None: nobody said; `access` tells the rest in words. `unit_code` names the unit that runs it. What may be
    in hours, rooms and services, and who changes them, is in registry/points.
    """

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
    step_free = models.BooleanField(null=True)
    access = models.CharField(max_length=160, blank=True)
    unit_code = models.CharField(max_length=32, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (on_earth("places_servicepoint_on_earth"),)
        indexes = (
            GistIndex(point(), name="places_servicepoint_point"),
            models.Index(fields=["division", "code"], name="places_servicepoint_area"),
        )
