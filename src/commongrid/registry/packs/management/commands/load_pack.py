"""`manage load-pack NAME|PATH`: a city's places, catalogue, units and figures, all or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.registry.packs import acts, shelf, telling
from commongrid.registry.packs.terms import Rejected


class Command(BaseCommand):
    help = "Load a pack by name (packs/NAME) or path. Loading it again updates what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")
        parser.add_argument("--check", action="store_true", help="load, count, and take it all back")
        parser.add_argument(
            "--over-own", action="store_true", help="also overwrite matters edited on the desk"
        )
        parser.add_argument("--again", action="store_true", help="load even if no file has changed")
        parser.add_argument(
            "--cast-password", help="let the cast sign in with this password; demonstrations only"
        )
        parser.add_argument("--why", default="", help="kept in the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder = _folder(options["pack"])
        wanted = {name: options[name] for name in ("why", "over_own", "cast_password")}
        try:
            with transaction.atomic():
                loaded = acts.load(
                    folder, by=SYSTEM, at=timezone.now(), again=options["again"] or options["check"], **wanted
                )
                transaction.set_rollback(options["check"])
        except Rejected as rejected:
            for fault in rejected.faults:
                self.stderr.write(telling.fault(fault, folder.name))
            raise CommandError(f"{len(rejected.faults)} faults; nothing was loaded") from None
        except Refused as refused:
            raise CommandError(f"{telling.sentence(refused.why)} Nothing was loaded.") from None
        for line in telling.result(loaded):
            self.stdout.write(line)
        if options["check"]:
            self.stdout.write("Checked only: everything was taken back.")


def _folder(pack: str) -> Path:
    try:
        return shelf.find(pack)
    except Refused as refused:
        raise CommandError(telling.sentence(refused.why)) from None
