"""`manage archive-journal --before YYYY-MM`: old months of the journal go to Parquet files and out of the database."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.journal import acts, months
from commongrid.base.verdicts import Refused
from commongrid.doors.look import sentences


class Command(BaseCommand):
    """One month after the other; interrupted, what is done is done and the rest is left."""

    help = "Write old months of the journal to Parquet files, prove them, and take them out of the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--before", required=True, help="months before this one, YYYY-MM")
        parser.add_argument("--to", type=Path, help="the folder (default: var/archive)")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder = options["to"] or Path(settings.VAR) / "archive"
        folder.mkdir(parents=True, exist_ok=True)
        every = months.earlier(month(options["before"]))
        for each in every:
            try:
                kept = acts.archive(each, folder, at=timezone.now())
            except Refused as refused:
                raise CommandError(sentences.say(refused.why)) from None
            size = Path(kept.file).stat().st_size
            self.stdout.write(f"{each:%Y-%m}: {kept.entries:,} entries, {size:,} bytes, {kept.file}")
        if not every:
            self.stdout.write(f"The journal has no month before {options['before']}.")


def month(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        raise CommandError(f"{text} is no month: write it as 2024-03") from None
