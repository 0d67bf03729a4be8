"""What the journal does when the clock strikes; the timetable is config/schedule.py."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from commongrid.base.journal import acts, queries, sealing

log = logging.getLogger(__name__)
AGAIN = RetryStrategy(max_attempts=12, wait=600)


@app.task(name="journal.seal", queueing_lock="journal.seal", retry=AGAIN)
def seal(timestamp: int) -> list[str]:
    """Every night: seal yesterday and whatever day before it carries no seal yet."""
    now = timezone.localtime()
    zone = timezone.get_current_timezone()
    yesterday = now.date() - timedelta(days=1)
    days = sealing.unsealed_days(yesterday, queries.first_day(zone))
    return [acts.seal(day, zone=zone, at=now).day.isoformat() for day in days]


@app.task(name="journal.make_partitions", queueing_lock="journal.make_partitions", retry=AGAIN)
def make_partitions(timestamp: int) -> list[str]:
    """Every day: room for the next thirteen months."""
    return acts.make_partitions(timezone.now().date().replace(day=1), 13)


@app.task(name="journal.watch_rest", queueing_lock="journal.watch_rest")
def watch_rest(timestamp: int) -> int:
    """Every hour: an entry in no month's partition means that partitions were not made in time."""
    found = queries.in_no_month()
    if found:
        log.error("%s journal entries stand in journal_entry_rest: run make_partitions and move them", found)
    return found
