"""What the worker runs: every night ratings run out, and musts that fail are warned of."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.work.ratings import acts


@app.task(name="ratings.keep", queueing_lock="ratings.keep")
def keep(timestamp: int) -> int:
    """Every night; how many ratings ended, were warned or are in order again."""
    today, now = timezone.localdate(), timezone.now()
    return acts.expire(today, at=now) + acts.watch(today, at=now)
