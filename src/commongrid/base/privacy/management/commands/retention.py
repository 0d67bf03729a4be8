from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from commongrid.base.privacy import acts, retention


class Command(BaseCommand):
    help = "List how long each kind of personal data is kept; with --expire, erase what is due now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--expire", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        erased = acts.expire(at=timezone.now()) if options["expire"] else {}
        for one in retention.all_of_them():
            days = f"{one.days} days" if one.days is not None else "with its row"
            told = f"  erased now: {erased[one.key]}" if one.key in erased else ""
            self.stdout.write(f"{one.key:24} {days:14} {', '.join(one.covers)}{told}")
