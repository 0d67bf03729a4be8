"""What the import commands share: the file, who imports, and the report."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commongrid.registry.places import saying
from commongrid.registry.places.terms import Report


class ImportCommand(BaseCommand):
    """Reads FILE, hands it to an act, says every fault, and ends with 1 when there is any."""

    counts = "line"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--check-only", action="store_true", help="report, but write nothing")
        parser.add_argument("--why", default="", help="the reason, kept in the journal")

    def say(self, file: Path, act: Callable[[str], Report]) -> None:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as wrong:
            raise CommandError(f"{file} cannot be read: {wrong}") from wrong
        report = act(text)
        for line in saying.lines(report, self.counts):
            self.stdout.write(line)
        if not report.is_clean:
            raise CommandError(f"{file} was not imported.")

    def handle(self, *args: Any, **options: Any) -> None:
        raise NotImplementedError
