"""`manage check-pack NAME|PATH`: every fault of a pack's files by file and line, without a database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commongrid.base.verdicts import Refused
from commongrid.registry.packs import checking, making, reading, shelf, telling


class Command(BaseCommand):
    help = "Check a pack's files. `load-pack --check` also tries its places and counts."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            folder = shelf.find(options["pack"])
        except Refused as refused:
            raise CommandError(telling.sentence(refused.why)) from None
        pack, faults = reading.read(folder)
        if pack is not None and not faults:
            faults = checking.faults(pack)
        for fault in faults:
            self.stderr.write(telling.fault(fault, folder.name))
        if faults or pack is None:
            raise CommandError(f"{len(faults)} faults")
        for warning in telling.warnings(making.near_copies(pack)):
            self.stderr.write(warning)
        self.stdout.write(
            f"{folder.name}: {len(pack.matters)} matters, {len(pack.criteria)} criteria, {len(pack.reasons)} reasons, "
            f"{len(pack.departments)} departments, {len(pack.units)} units or patterns of units: no faults."
        )
