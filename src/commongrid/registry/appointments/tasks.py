"""What the worker runs: reminding the day before."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.registry.appointments import acts


@app.task(name="appointments.remind", queueing_lock="appointments.remind")
def remind(timestamp: int) -> int:
    """Every afternoon: remind whoever left a number of tomorrow's appointment."""
    now = timezone.now()
    return acts.remind(timezone.localdate(now), at=now)
