"""bin/manage work: the worker process. Jobs, the timetable and the journal's readers, until SIGTERM."""

import asyncio
import contextlib
from argparse import ArgumentParser
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from commongrid.config import listening, schedule, wiring

log = structlog.get_logger("commongrid.worker")


class Command(BaseCommand):
    """Several may run at once: jobs are claimed one by one, and a reader is run by one process at a time."""

    help = "Runs jobs, the timetable and the journal's readers until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at once (2)")
        parser.add_argument(
            "--grace", type=float, default=20.0, help="seconds a job may still take when stopping (20)"
        )

    def handle(self, *_args: Any, concurrency: int, grace: float, **_options: Any) -> None:
        schedule.hang_up(app)
        with listening.Listening(list(wiring.READERS.values())):
            log.info("worker is up", readers=sorted(wiring.READERS), timetable=len(schedule.TIMETABLE))
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(_work(concurrency, grace))
        log.info("worker has stopped")


async def _work(concurrency: int, grace: float) -> None:
    """Runs procrastinate's worker, which ends by itself on SIGINT and SIGTERM."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 (procrastinate types it as any connector)
    with app.replace_connector(connector.get_worker_connector()) as worker:
        async with worker.open_async():
            await worker.run_worker_async(
                concurrency=concurrency,
                shutdown_graceful_timeout=grace,
                delete_jobs="successful",
                fetch_job_polling_interval=2.0,
            )
