"""The clock struck: a minute, a night. The timetable is config/schedule.py."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.work.deadlines import acts


@app.task(name="deadlines.tick", queueing_lock="deadlines.tick")
def tick(timestamp: int) -> dict[str, int]:
    """Every minute: deadlines that came near or passed, pauses that are over, reports that wait too long."""
    return asdict(acts.tick(at=timezone.now()))


@app.task(name="deadlines.drop_originals", queueing_lock="deadlines.drop_originals")
def drop_originals(timestamp: int) -> int:
    """Every night: originals of photos whose case can no longer be reopened."""
    return acts.drop_originals(at=timezone.now())
