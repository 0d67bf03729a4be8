from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from commongrid.cases.acts import finding


class Command(BaseCommand):
    help = "Writes the words cases are found by anew, after the way texts are cut has changed."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--only-empty", action="store_true", help="only cases that have none")

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done in finding.find_anew(at=timezone.now(), only_empty=options["only_empty"]):
            self.stdout.write(f"\r{done} cases", ending="")
        self.stdout.write(f"\r{done} cases are found by their words.")
