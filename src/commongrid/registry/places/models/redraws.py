"""What became of grids: each redrawing, and which land of an old grid a new one took."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.registry.places.models.divisions import Division, Grid
from commongrid.registry.places.redrawing import RedrawKind
from commongrid.registry.places.terms import RedrawState


class Redraw(models.Model):
    """One redrawing of a community's grids, done or planned for a day.

    `drawn` holds the pieces as they were asked for (GeoJSON with code, name, kind) and the ids of the rows that end;
    `staff` the posts that were given and ended with it, so that undoing takes back exactly those. `key` makes sending
    twice harmless; `post_id` is the post a planned one is done in.
    """

    id: models.BigAutoField[int, int]
    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=9)
    state = models.CharField(max_length=8)
    community = models.ForeignKey(Division, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    effective_on = models.DateField()
    drawn = models.JSONField()
    staff = models.JSONField(default=dict)
    post_id = models.BigIntegerField(null=True)
    why = models.CharField(max_length=200)
    fault = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RedrawKind]), name="places_redraw_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RedrawState]), name="places_redraw_state"
            ),
        )
        indexes = (
            models.Index(fields=["effective_on"], name="places_redraw_planned", condition=Q(state="planned")),
        )


class Became(models.Model):
    """`m2` square metres of a grid's row are land of another row since a redrawing."""

    redraw = models.ForeignKey(Redraw, models.CASCADE, related_name="became")
    before = models.ForeignKey(Grid, models.PROTECT, related_name="became")
    after = models.ForeignKey(Grid, models.PROTECT, related_name="came_from")
    m2 = models.FloatField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["before", "after"], name="places_became_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="places_became_another"),
        )
