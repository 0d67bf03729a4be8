"""`manage load-courts NAME|PATH`: the courts of a pack, all or none."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.registry.packs import shelf, telling
from commongrid.registry.packs.terms import Rejected
from commongrid.work.mediation import acts, shipping


class Command(BaseCommand):
    help = (
        "Load the courts of a pack (courts.csv), all or none. Loading again changes them; applications stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            folder = shelf.find(options["pack"])
            found = shipping.read(folder)
        except Rejected as rejected:
            for fault in rejected.faults:
                self.stderr.write(telling.fault(fault, folder.name))
            raise CommandError(f"{len(rejected.faults)} faults; nothing was loaded") from None
        except Refused as refused:
            raise CommandError(telling.sentence(refused.why)) from None
        made = acts.set_courts(found, by=SYSTEM, at=timezone.now())
        self.stdout.write(f"{made} courts.")
