"""What the worker runs: coverage is counted anew every night."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.base.access.terms import SYSTEM
from commongrid.insight.coverage import acts
from commongrid.registry.packs import queries as packs


@app.task(name="coverage.count_nightly", queueing_lock="coverage.count_nightly")
def count_nightly(timestamp: int) -> int:
    """How many sites were counted."""
    count_now()
    return 1


@app.task(name="coverage.count_now", queueing_lock="coverage.count_now")
def count_now() -> None:
    """At somebody's wish: after points were changed."""
    if packs.pack() is not None:
        within_m = int(packs.setting("service_points_within_metres"))
        acts.count(within_m, by=SYSTEM, at=timezone.now(), day=timezone.localdate())
