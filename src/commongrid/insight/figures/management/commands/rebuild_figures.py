from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.insight.figures import acts


class Command(BaseCommand):
    help = "Makes all figures anew from the journal, or those of one month, while the city goes on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--month", default="", help="only what was recorded or counts in this month: 2026-03"
        )

    def handle(self, *_args: Any, month: str, **_options: Any) -> None:
        steps = 0
        for done in acts.rebuild(at=timezone.now(), month=_month(month)):
            steps += 1
            self.stderr.write(done)
        self.stdout.write(f"The figures stand as the journal tells them ({steps} steps).")


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        raise CommandError(f"{text} is not a month: write it as 2026-03.") from None
