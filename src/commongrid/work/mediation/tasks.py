"""What the worker runs: limits that ran out, told once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.work.mediation import acts


@app.task(name="mediation.remind", queueing_lock="mediation.remind")
def remind(timestamp: int) -> int:
    """Every morning: tell of limits that have run out."""
    return acts.remind(at=timezone.now())


@app.task(name="mediation.watch", queueing_lock="mediation.watch")
def watch(timestamp: int) -> int:
    """Every morning: remind of what is due, tell of what is late."""
    return acts.watch(at=timezone.now())
