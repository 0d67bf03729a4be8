"""`bin/manage import_calendar FILE`: days off and made-up working days of a year, from a CSV file."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.calendar import acts, reading
from commongrid.base.calendar.terms import Fault


@dataclass(frozen=True)
class Console:
    """Whoever has a shell on the machine."""

    name: str = "console"


class Command(BaseCommand):
    help = (
        "Import listed days (CSV: date,kind,name,source[,name_en]; kind is off or work). All lines or none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--single-days",
            action="store_true",
            help="only these days are added: their years do not count as known",
        )
        parser.add_argument("--why", default="", help="what the change is for; kept with the year")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            days, faults = reading.read_days(path.read_text(encoding="utf-8-sig").splitlines())
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"{path} cannot be read: {fault}") from fault
        if faults:
            raise CommandError("\n".join([f"{path}: nothing was imported.", *(_told(one) for one in faults)]))
        single, why = options["single_days"], options["why"]
        years = acts.import_days(days, by=Console(), at=timezone.now(), why=why, complete=not single)
        self.stdout.write(f"{len(days)} days of {', '.join(map(str, years))} imported.")


def _told(fault: Fault) -> str:
    what = fault.why.key.removeprefix("calendar.file_").replace("_", " ")
    facts = ", ".join(f"{name} {value}" for name, value in fault.why.facts.items() if name != "line")
    return f"  line {fault.line}: {what}" + (f" ({facts})" if facts else "")
