"""`manage read-archive FILE … --case NUMBER`: what archived months tell of one case."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.journal import archives
from commongrid.cases import queries
from commongrid.cases.models import Case


class Command(BaseCommand):
    help = "Show a case's entries as they stand in archived months of the journal; nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--case", required=True, help="its number, or its id")

    def handle(self, *_args: Any, **options: Any) -> None:
        subject = _id_of(options["case"])
        found = 0
        for path in options["files"]:
            try:
                archives.month_of(path)
                for kept in archives.read(path, ("case", subject)):
                    found += 1
                    self._tell(kept)
            except (OSError, ValueError) as fault:
                raise CommandError(f"{path} cannot be read: {fault}") from None
        if not found:
            raise CommandError(f"None of these files tells of {options['case']}.")

    def _tell(self, kept: archives.Kept) -> None:
        at = timezone.localtime(kept.at).isoformat(sep=" ", timespec="seconds")
        self.stdout.write(f"{kept.seq:>3} {at} {kept.kind}\n    {kept.actor}\n    {kept.data}")


def _id_of(told: str) -> str:
    """The case's id; a number is looked up in the database, where every case stays."""
    if "-" in told and len(told) == 36:
        return told
    try:
        return str(queries.for_act(told).pk)
    except Case.DoesNotExist:
        raise CommandError(f"There is no case {told}.") from None
