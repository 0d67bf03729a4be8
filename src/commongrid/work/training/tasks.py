"""What the worker runs: ending sittings whose time is over, and reminding before certificates end."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.base.access.terms import SYSTEM
from commongrid.work.training import acts


@app.task(name="training.end_what_is_over", queueing_lock="training.end_what_is_over")
def end_what_is_over(timestamp: int) -> int:
    """Every few minutes: sittings nobody handed in."""
    return acts.end_what_is_over(by=SYSTEM, at=timezone.now())


@app.task(name="training.remind", queueing_lock="training.remind")
def remind(timestamp: int) -> int:
    """Every morning: whose certificate ends in two months or two weeks."""
    return acts.remind(timezone.localdate(), at=timezone.now())
