"""Erasing what is due; run every night by config/schedule.py."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from commongrid.base.privacy import acts


@app.task(name="privacy.expire", queueing_lock="privacy.expire")
def expire(timestamp: int) -> dict[str, int]:
    """`timestamp` is the second the clock struck, as procrastinate gives it to periodic tasks."""
    return acts.expire(at=datetime.fromtimestamp(timestamp, UTC))
