"""Closings that were announced; the points themselves are rows of registry/places."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Closing(models.Model):
    """A point is shut from a moment to a moment though its week says otherwise; `zh` and `en` say why to residents."""

    point = models.ForeignKey(
        "places.ServicePoint", on_delete=models.PROTECT, related_name="closings", db_index=False
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zh = models.CharField(max_length=120)
    en = models.CharField(max_length=160, blank=True)
    announced_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="points_closing_span"),
        )
        indexes = (
            models.Index(
                fields=["point", "ends_at"], condition=Q(dropped_at=None), name="points_closing_ahead"
            ),
        )

    def __str__(self) -> str:
        return f"{self.point_id} {self.starts_at:%Y-%m-%d %H:%M}"
