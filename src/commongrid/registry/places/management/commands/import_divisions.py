"""bin/manage import_divisions FILE: divisions from a CSV table (code, name and more)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.places import acts, tables
from commongrid.registry.places.management.importing import ImportCommand
from commongrid.registry.places.terms import Report


class Command(ImportCommand):
    help = (
        "Import divisions from a CSV table: code, name, and any of level, parent, short, name_en, lon, lat, …"
    )

    def handle(self, *args: Any, file: Path, check_only: bool, why: str, **options: Any) -> None:
        def act(text: str) -> Report:
            rows, faults = tables.read_divisions(text)
            if faults:
                return Report(tuple(faults))
            return acts.import_divisions(rows, by=SYSTEM, at=timezone.now(), why=why, check_only=check_only)

        self.say(file, act)
