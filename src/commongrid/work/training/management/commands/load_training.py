"""`manage load-training NAME|PATH`: the courses, exams and demands of a pack, all or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.registry.packs import shelf, telling
from commongrid.registry.packs.terms import Rejected
from commongrid.work.training import acts, shipping


class Command(BaseCommand):
    help = "Load the courses, questions, exams and demands of a pack. Loading again updates what changed; what the city wrote itself stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")
        parser.add_argument("--why", default="courses of the pack", help="kept in the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            folder = shelf.find(options["pack"])
            shipped = shipping.read(folder)
            loaded = acts.load(shipped, by=SYSTEM, at=timezone.now(), why=options["why"])
        except Rejected as rejected:
            for fault in rejected.faults:
                self.stderr.write(telling.fault(fault, folder.name))
            raise CommandError(f"{len(rejected.faults)} faults; nothing was loaded") from None
        except Refused as refused:
            raise CommandError(telling.sentence(refused.why)) from None
        for what, codes in (("new", loaded.added), ("changed", loaded.changed), ("kept", loaded.kept)):
            if codes:
                self.stdout.write(f"Courses {what}: {', '.join(codes)}")
        self.stdout.write(
            f"{len(shipped.courses)} courses, {len(shipped.exams)} exams, {len(shipped.demands)} demands."
        )
