"""`manage restore-archive FILE …`: archived months come back into the journal."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.journal import acts
from commongrid.base.verdicts import Refused
from commongrid.doors.look import sentences


class Command(BaseCommand):
    help = "Bring archived months of the journal back; each file is proved first and stays where it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                entries = acts.restore(path, at=timezone.now())
            except Refused as refused:
                raise CommandError(sentences.say(refused.why)) from None
            except (OSError, ValueError) as fault:
                raise CommandError(f"{path} cannot be read: {fault}") from None
            self.stdout.write(f"{path}: {entries:,} entries are back.")
