"""Who mediates: bodies, and the mediators of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.work.mediation.terms import BodyKind, Engagement


class Body(models.Model):
    """A unit that mediates, and as what."""

    unit = models.OneToOneField("units.Unit", models.PROTECT, related_name="mediation_body")
    kind = models.CharField(max_length=16)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in BodyKind]), name="mediation_body_kind"
            ),
        )

    def __str__(self) -> str:
        return str(self.unit)


class Mediator(models.Model):
    """A post that mediates: as what, what it knows, which languages it speaks; `studio` is a personal studio's name.

    `is_head`: answers for the body, sees its matters and decides which are taken and who sits.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="mediators")
    post = models.OneToOneField("units.Post", models.PROTECT, related_name="+")
    engagement = models.CharField(max_length=12)
    topics = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    studio = models.CharField(max_length=60, blank=True)
    is_head = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(engagement__in=[one.value for one in Engagement]),
                name="mediation_mediator_engagement",
            ),
        )

    def __str__(self) -> str:
        return str(self.post)
