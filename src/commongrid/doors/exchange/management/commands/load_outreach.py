"""`manage load-outreach NAME|PATH`: the services a pack says departments bring out."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.doors.exchange import outreach
from commongrid.doors.look.sentences import say
from commongrid.registry.packs import shelf
from commongrid.work.outreach import acts


class Command(BaseCommand):
    help = "Load the services a pack's departments bring out (outreach.csv). Those no longer in it can no longer be asked for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")
        parser.add_argument("--why", default="services of the pack", help="kept in the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            rows = outreach.read(shelf.find(options["pack"]) / "outreach.csv")
            count = acts.set_services(rows, by=SYSTEM, at=timezone.now(), why=options["why"])
        except Refused as refused:
            raise CommandError(say(refused.why, "en")) from None
        except (ValueError, OSError) as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"{count} services")
