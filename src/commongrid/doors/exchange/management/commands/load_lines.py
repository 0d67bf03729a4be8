"""`manage load-lines NAME|PATH`: the direct lines of a pack."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.doors.exchange.lines import loading
from commongrid.doors.look.sentences import say
from commongrid.registry.packs import shelf
from commongrid.work.lines import acts


class Command(BaseCommand):
    help = "Load the direct lines of a pack (lines.toml), all or none. Loading again changes them; ledgers and cursors stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")
        parser.add_argument("--why", default="lines of the pack", help="kept in the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            settings = loading.read(shelf.find(options["pack"]) / "lines.toml")
            with transaction.atomic():
                for setting in settings:
                    acts.set_line(setting, by=SYSTEM, at=timezone.now(), why=options["why"])
        except Refused as refused:
            raise CommandError(say(refused.why, "en")) from None
        except (loading.Fault, OSError) as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"{len(settings)} lines: {', '.join(one.code for one in settings)}")
