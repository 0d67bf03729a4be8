"""Sending out what waits; run when something was told, and every minute by config/schedule.py."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.base.notices import acts

ROUNDS = 20


@app.task(name="notices.deliver", queueing_lock="notices.deliver")
def deliver(timestamp: int) -> int:
    """Send round after round until nothing is due; how many were sent."""
    total = 0
    for _ in range(ROUNDS):
        round_ = acts.deliver(at=timezone.now())
        total += round_.sent
        if not (round_.sent or round_.failed or round_.given_up):
            break
    return total
