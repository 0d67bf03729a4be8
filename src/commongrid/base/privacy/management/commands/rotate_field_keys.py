from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from commongrid.base.privacy import acts, keys


class Command(BaseCommand):
    help = "Seal every encrypted column anew under the first key of FIELD_KEYS. Can be stopped and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        done: dict[str, int] = {}
        for label, count in acts.rotate(at=timezone.now(), batch=options["batch"]):
            done[label] = done.get(label, 0) + count
        for label, count in done.items():
            self.stdout.write(f"{label}: {count}")
        self.stdout.write(
            f"Everything is under key {keys.ring().current}; older keys may be taken out of FIELD_KEYS."
        )
