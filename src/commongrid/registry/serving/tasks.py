"""What the worker does: redrawings whose day has come."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.registry.places import queries as places
from commongrid.registry.serving import acts
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post

log = logging.getLogger(__name__)


@app.task(name="serving.redraw_planned", queue="default")
def redraw_planned(timestamp: int = 0) -> None:
    """Do every redrawing planned for today or before, in the post it was planned in."""
    at = timezone.now()
    for kept in places.planned(timezone.localdate(at)):
        if kept.post_id is None:
            continue
        post = Post.objects.select_related("account", "unit").get(pk=kept.post_id)
        if not acts.carry_out_planned(kept, by=units.actor_for(post), at=at):
            log.warning("planned redrawing %s could not be done", kept.pk)
