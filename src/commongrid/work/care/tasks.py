"""What the worker runs: care that has run out ends by itself."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.work.care import acts


@app.task(name="care.expire", queueing_lock="care.expire")
def expire(timestamp: int) -> int:
    """Every night: end and erase what was not renewed."""
    return acts.expire(at=timezone.now())
