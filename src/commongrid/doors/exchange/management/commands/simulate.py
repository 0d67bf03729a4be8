"""`manage simulate --pack dongguan --years 6.5`: a plausible history of any size, through the bulk path."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.doors.exchange import bringing, forking, progress
from commongrid.doors.exchange.simulation import making
from commongrid.registry.packs import acts as packs
from commongrid.registry.packs import queries as registry
from commongrid.registry.packs import shelf
from commongrid.registry.places import queries as places

A_YEAR = 2_120_000
"""Cases a year, as the sources' city found them: 13.776 million in six and a half."""


class Command(BaseCommand):
    """Killed and run again with the same seed, size and last day it goes on where it was: nothing is lost or doubled."""

    requires_system_checks = ()
    help = "Simulate years of a city: cases with all their journal entries, nobody is told of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pack", default="dongguan", help="the city; loaded unless it is there")
        parser.add_argument("--years", type=float, default=6.5)
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--cases", type=int, help="how many (default: as many as the sources' city had)")
        parser.add_argument("--until", help="the day the history ends before, YYYY-MM-DD (default: today)")
        parser.add_argument("--processes", type=int, default=forking.usual())
        parser.add_argument("--json", action="store_true", help="print figures for machines")

    def handle(self, *_args: Any, **options: Any) -> None:
        until = _until(options["until"])
        days = max(round(options["years"] * 365.25), 1)
        total = options["cases"] or round(A_YEAR * options["years"])
        began = time.monotonic()
        with progress.shown(self.stderr) as bar:
            bar.say("The city: places, catalogue, units")
            begun = until - timedelta(days=days + 30)
            _refuse_other_city(options["pack"])
            packs.load(shelf.find(options["pack"]), by=SYSTEM, at=begun)
            places.forget()
            simulate(
                bar, seed=options["seed"], until=until, days=days, total=total, processes=options["processes"]
            )
        self._tell(total, time.monotonic() - began, as_json=options["json"])

    def _tell(self, total: int, seconds: float, *, as_json: bool) -> None:
        by_status = dict(Counter(Case.objects.values_list("status", flat=True)))
        rate = round(total / max(seconds, 1e-9))
        if as_json:
            self.stdout.write(json.dumps({"cases": total, "cases_per_second": rate, "by_status": by_status}))
            return
        told = ", ".join(f"{count:,} {status}" for status, count in by_status.items())
        self.stdout.write(f"{total:,} cases at {rate:,}/s; the city holds {told}")


def simulate(bar: progress.Bar, *, seed: int, until: datetime, days: int, total: int, processes: int) -> None:
    """Everything that is not there yet, with a bar; then figures and work lists are counted anew."""
    city = making.gather(seed, until)
    work = making.pieces(total, days, city)
    done = making.make(city, work, processes)
    for _ in bar.counted(done, total, "Cases of the past"):
        pass
    bringing.count_anew(bar, at=until)


def _refuse_other_city(name: str) -> None:
    try:
        loaded = registry.pack()
    except Refused:
        return
    if loaded and loaded.name != name and Case.objects.exists():
        raise CommandError(
            f"This database already holds the city {loaded.name}: give it a database of its own."
        )


def _until(text: str | None) -> datetime:
    """Midnight, so that a second run on another hour of the day draws the same."""
    day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date() if text else timezone.localdate()
    zone = timezone.get_default_timezone()
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
