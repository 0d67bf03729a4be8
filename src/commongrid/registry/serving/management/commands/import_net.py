"""bin/manage import_net FILE: a net of forest chiefs, river chiefs or another from GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Why
from commongrid.registry.places.management.importing import ImportCommand
from commongrid.registry.places.terms import Fault, Report
from commongrid.registry.serving import acts


class Command(ImportCommand):
    help = "Import a net (forest chiefs, river chiefs, …) from GeoJSON: `net` with code, kind, name_zh; a feature for each part."

    def handle(self, *args: Any, file: Path, check_only: bool, why: str, **options: Any) -> None:
        def act(text: str) -> Report:
            try:
                told = json.loads(text)
            except json.JSONDecodeError as wrong:
                facts = {"code": "", "reason": f"{wrong.msg} ({wrong.lineno}:{wrong.colno})"}
                return Report((Fault(0, "", Why("places.not_json", facts)),))
            return acts.import_net(told, by=SYSTEM, at=timezone.now(), why=why, check_only=check_only)

        self.say(file, act)
