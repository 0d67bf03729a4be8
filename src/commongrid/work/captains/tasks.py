"""What the worker runs: reminders in the morning, and terms that are over."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.work.captains import acts


@app.task(name="captains.remind", queueing_lock="captains.remind")
def remind(timestamp: int) -> int:
    """Every morning: what is due soon, told once."""
    return acts.remind(timezone.localdate(), at=timezone.now())


@app.task(name="captains.keep", queueing_lock="captains.keep")
def keep(timestamp: int) -> int:
    """Every night: end terms whose last day has passed."""
    return acts.end_terms(timezone.localdate(), at=timezone.now())
