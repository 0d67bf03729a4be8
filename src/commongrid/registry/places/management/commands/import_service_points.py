"""bin/manage import_service_points FILE: service points from a CSV table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.places import acts, tables
from commongrid.registry.places.management.importing import ImportCommand
from commongrid.registry.places.terms import Report


class Command(ImportCommand):
    help = "Import service points from a CSV table: code, kind, name, division, lon, lat, and any of hours, phone, …"

    def handle(self, *args: Any, file: Path, check_only: bool, why: str, **options: Any) -> None:
        def act(text: str) -> Report:
            rows, faults = tables.read_points(text)
            if faults:
                return Report(tuple(faults))
            return acts.import_service_points(
                rows, by=SYSTEM, at=timezone.now(), why=why, check_only=check_only
            )

        self.say(file, act)
