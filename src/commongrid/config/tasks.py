"""What keeps the job queue itself in order; the timetable is schedule.py."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

KEEP_FAILED_HOURS = 30 * 24
log = structlog.get_logger("commongrid.jobs")


@app.task(name="jobs.pick_up", queueing_lock="jobs.pick_up")
async def pick_up(timestamp: int) -> int:
    """Every minute: what a killed worker left half-done is done again; how many jobs."""
    left = list(await app.job_manager.get_stalled_jobs())
    for job in left:
        try:
            await app.job_manager.retry_job(job)
        except ConnectorException:
            log.warning("a left job waits already", job=job.id, task=job.task_name)
    return len(left)


@app.task(name="jobs.forget", queueing_lock="jobs.forget")
async def forget(timestamp: int) -> None:
    """Every night: jobs that ended, well or badly, more than a month ago."""
    await app.job_manager.delete_old_jobs(
        nb_hours=KEEP_FAILED_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
