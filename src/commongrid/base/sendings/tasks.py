"""What the night does with old keys."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from commongrid.base.sendings import acts


@app.task(name="sendings.forget", queue="photos", queueing_lock="sendings.forget")
def forget(timestamp: int) -> int:
    """Every night: keys of what was sent two months ago."""
    return acts.forget(at=datetime.fromtimestamp(timestamp, UTC))
