"""bin/manage readers: how far behind the journal's readers are; --once lets them hear everything there is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries
from commongrid.config import wiring


class Command(BaseCommand):
    """For scripts, tests and whoever wonders why nothing is told."""

    help = "Says how far behind each reader is; with --once lets all of them read to the end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="let every reader read what there is, then end"
        )

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        if once:
            heard = journal.drain_all(list(wiring.READERS.values()), at=timezone.now())
            self.stdout.write(f"{heard} entries heard.")
            return
        for name, lag in queries.lags(wiring.READERS, timezone.now()).items():
            self.stdout.write(f"{name:<12} {lag:8.1f} s behind")
