"""What the portal leaves for the night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from procrastinate.contrib.django import app

from commongrid.doors.portal import unsent

KEPT = timedelta(days=2)


@app.task(name="portal.forget_unsent", queue="photos", queueing_lock="portal.forget_unsent")
def forget_unsent(timestamp: int) -> int:
    """Every night: photos of reports that were begun and never sent."""
    at = datetime.fromtimestamp(timestamp, UTC)
    return unsent.forget(at - KEPT, at=at)
