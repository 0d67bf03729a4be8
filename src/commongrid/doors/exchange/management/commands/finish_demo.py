"""`manage finish-demo`: the rest of the city's year, while the city already works."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from commongrid.doors.exchange import progress
from commongrid.doors.exchange.history import making
from commongrid.doors.exchange.simulation import year


class Command(BaseCommand):
    """One process that lets everybody else go first. Killed, it goes on at the next start."""

    requires_system_checks = ()
    help = "Bring in what the first start left of the city's year; nothing where none is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=[*making.PACKS], default="dongguan")

    def handle(self, *_args: Any, **options: Any) -> None:
        os.nice(15)
        with progress.shown(self.stderr) as bar:
            year.finish(options["size"], bar)
