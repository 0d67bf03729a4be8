from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.journal import sealing


class Command(BaseCommand):
    help = "Walk every chain of digests to its end and every seal; name the first broken entry."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--archives", type=Path, help="where archived months stand now, if they were moved"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        fault = (
            sealing.first_broken_entry()
            or sealing.first_broken_end()
            or sealing.first_broken_seal(timezone.get_default_timezone())
            or sealing.first_broken_archive(options["archives"])
        )
        if fault:
            raise CommandError(f"{fault.subject}, entry {fault.seq}: {fault.what}")
        self.stdout.write(
            "The journal is whole: every entry follows from the one before it, every seal holds, every archive is itself."
        )
