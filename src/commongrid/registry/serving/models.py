"""What a worker lets residents see of themselves, and other nets that lie over the same grids."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from commongrid.registry.serving.terms import NetKind


class Card(models.Model):
    """What the holder of a post agreed to show residents; without a row the post and the office's number are shown.

    `portrait` is whose the photo is in base/files ("portrait:<id>"), and the name it is asked for by. It is deleted when the holder takes it back, and after the post has ended (`tasks.forget_cards`).
    """

    post = models.OneToOneField("units.Post", on_delete=models.CASCADE, related_name="+")
    shows_name = models.BooleanField(default=False)
    work_phone = models.CharField(max_length=32, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    portrait = models.UUIDField(null=True, unique=True)
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(shows_name=True) | ~Q(work_phone="") | ~Q(hours="") | Q(portrait__isnull=False),
                name="serving_card_shows_something",
            ),
        )


class Net(models.Model):
    """A layer of responsibility beside the grids: forest chiefs, river chiefs, …"""

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=8)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in NetKind]), name="serving_net_kind"
            ),
        )


class NetPart(models.Model):
    """A stretch of a net and who answers for it. `areas` are the codes of the grids or divisions it lies in."""

    net = models.ForeignKey(Net, on_delete=models.CASCADE, related_name="parts", db_index=False)
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    post = models.ForeignKey(
        "units.Post", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    areas = ArrayField(models.CharField(max_length=15))
    geometry = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["net", "code"], name="serving_netpart_once"),)
        indexes = (GinIndex(fields=["areas"], name="serving_netpart_areas"),)
