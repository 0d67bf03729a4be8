"""What the worker does for lines; the timetable is config/schedule.py."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import exceptions
from procrastinate.contrib.django import app

from commongrid.doors.exchange.lines import reading
from commongrid.work.lines import queries


@app.task(name="lines.read_all", queueing_lock="lines.read_all")
def read_all(timestamp: int) -> int:
    """Every minute: a job of its own for each line in use, so that a slow one holds up no other."""
    begun = 0
    for line in queries.lines():
        if line.active:
            lock = f"lines.{line.pk}"
            try:
                read_one.configure(lock=lock, queueing_lock=lock).defer(code=line.pk)
            except exceptions.AlreadyEnqueued:
                continue
            begun += 1
    return begun


@app.task(name="lines.read_one")
def read_one(code: str) -> tuple[int, int]:
    """One round of one line."""
    line = queries.line(code)
    return reading.round_of(line, at=timezone.now()) if line is not None and line.active else (0, 0)
