"""bin/manage import_grids FILE: grids from GeoJSON, checked whole before anything is written."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.places import acts
from commongrid.registry.places.management.importing import ImportCommand
from commongrid.registry.places.terms import Report, fault


class Command(ImportCommand):
    help = "Import grids from a GeoJSON FeatureCollection (properties code, name, kind: basic or dedicated)."
    counts = "feature"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--gcj02", action="store_true", help="the coordinates are GCJ-02 (Amap, Tencent)")
        parser.add_argument("--valid-from", type=date.fromisoformat, help="in force since (default: today)")
        parser.add_argument(
            "--replace-within", metavar="CODE", help="close grids of this division the file lacks"
        )

    def handle(self, *args: Any, file: Path, check_only: bool, why: str, **options: Any) -> None:
        def act(text: str) -> Report:
            try:
                features = json.loads(text)
            except json.JSONDecodeError as wrong:
                return Report((fault(0, "", "not_json", reason=str(wrong)),))
            return acts.import_grids(
                features,
                by=SYSTEM,
                at=timezone.now(),
                why=why,
                crs="gcj02" if options["gcj02"] else "wgs84",
                valid_from=options["valid_from"],
                replace_within=options["replace_within"],
                check_only=check_only,
            )

        self.say(file, act)
