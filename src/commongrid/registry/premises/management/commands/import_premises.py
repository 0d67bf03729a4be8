"""bin/manage import_premises FILE: premises from a CSV table, however long."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.places.management.importing import ImportCommand
from commongrid.registry.places.terms import Report
from commongrid.registry.premises import acts, tables


class Command(ImportCommand):
    help = "Import premises from a CSV table: code, kind, name, division, lon, lat, and any of address, floors, rooms, …"

    def handle(self, *args: Any, file: Path, check_only: bool, why: str, **options: Any) -> None:
        def act(text: str) -> Report:
            rows, faults = tables.read(text)
            if faults:
                return Report(tuple(faults))
            return acts.import_premises(rows, by=SYSTEM, at=timezone.now(), why=why, check_only=check_only)

        self.say(file, act)
