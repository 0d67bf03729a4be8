"""What figures do when the clock strikes; the timetable is config/schedule.py."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.insight.figures import acts


@app.task(name="figures.sum_owed", queueing_lock="figures.sum_owed")
def sum_owed(timestamp: int) -> list[str]:
    """Every quarter of an hour: the months of an import that was broken off get their sums all the same."""
    return [f"{month:%Y-%m}" for month in acts.sum_owed(at=timezone.now())]
