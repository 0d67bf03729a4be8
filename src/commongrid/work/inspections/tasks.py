"""What the worker runs: laying out a campaign, and ending those that are over."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.work.inspections import acts


@app.task(name="inspections.lay_out", queue="default")
def lay_out(campaign: str) -> int:
    """All batches of a campaign, until it is through, paused or stopped; how many. Begun again, it goes on where it stood."""
    batches = 1
    while acts.lay_batch(UUID(campaign), at=timezone.now()):
        batches += 1
    return batches


@app.task(name="inspections.end_what_is_over", queueing_lock="inspections.end_what_is_over")
def end_what_is_over(timestamp: int) -> int:
    """Every hour: campaigns with nothing left, or whose last day has passed."""
    return acts.end_what_is_over(timezone.localdate(), at=timezone.now())
