"""`manage read-lines [CODE …]`: one round of direct lines now, instead of waiting for the worker."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.doors.exchange.lines import reading
from commongrid.work.lines import queries


class Command(BaseCommand):
    help = "Take in what waits at direct lines and send what they are owed. Run it twice and nothing comes twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", help="these lines alone")

    def handle(self, *_args: Any, **options: Any) -> None:
        known = {line.pk: line for line in queries.lines() if line.active}
        if unknown := [code for code in options["codes"] if code not in known]:
            raise CommandError(
                f"no line in use is called {', '.join(unknown)}: there are {', '.join(known) or 'none'}"
            )
        for code in options["codes"] or known:
            new, answered = reading.round_of(known[code], at=timezone.now())
            fresh = queries.line(code)
            fault = f"; {fresh.fault}" if fresh and fresh.fault else ""
            self.stdout.write(f"{code}: {new} taken in, {answered} answered{fault}")
