"""`manage load-letterboxes NAME|PATH`: the letterboxes of a pack."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.doors.exchange.letters import loading
from commongrid.doors.look.sentences import say
from commongrid.registry.packs import shelf
from commongrid.work.letters import acts


class Command(BaseCommand):
    help = "Load the letterboxes of a pack (letterboxes.csv), all or none. Loading again changes them; letters stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")
        parser.add_argument("--why", default="letterboxes of the pack", help="kept in the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            boxes = loading.read(shelf.find(options["pack"]) / "letterboxes.csv")
            with transaction.atomic():
                for box in boxes:
                    acts.set_box(box, by=SYSTEM, at=timezone.now(), why=options["why"])
        except Refused as refused:
            raise CommandError(say(refused.why, "en")) from None
        except (loading.Fault, OSError) as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"{len(boxes)} letterboxes")
