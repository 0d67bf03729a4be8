from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Link(models.Model):
    """One dashboard shown to whoever holds its address, until it expires or is withdrawn."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8)
    code = models.CharField(max_length=32)
    query = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=80)
    account_id = models.BigIntegerField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=["division", "unit"]), name="handouts_link_kind"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="handouts_link_expires_after_made"
            ),
        )
        indexes = (models.Index("account_id", F("made_at").desc(), name="handouts_link_maker"),)

    def __str__(self) -> str:
        return self.name
