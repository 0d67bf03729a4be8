"""`manage make-demo`: the city of a demonstration and a lived month in it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

from commongrid.base.journal import acts as journal
from commongrid.base.journal.reading import Reader
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.doors.exchange import forking, progress
from commongrid.doors.exchange.history import (
    advising,
    campaigning,
    captaining,
    corresponding,
    following,
    grading,
    halls,
    making,
    mediating,
    outreaching,
    patrolling,
    rostering,
    schooling,
    settling,
    visiting,
)
from commongrid.doors.exchange.history.beginnings import City
from commongrid.doors.exchange.history.mark import Mark
from commongrid.doors.exchange.simulation import year
from commongrid.registry.packs import queries as packs

EARLIER = timedelta(days=30)


class Command(BaseCommand):
    """Loads the pack and plays a month of reports and cases through the real acts, up to this moment."""

    requires_system_checks = ()  # an address that fails is no reason to have no city
    help = "Make the demonstration city and its history. Interrupted, it goes on where it was; done, it does nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=[*making.PACKS], default="dongguan")
        parser.add_argument("--days", type=int, default=30, help="how long the history is")
        parser.add_argument("--cases", type=int, help="how many reports begin (most become cases)")
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--processes", type=int, default=forking.usual())

    def handle(self, *_args: Any, **options: Any) -> None:
        size, seed, days = options["size"], options["seed"], options["days"]
        count = options["cases"] or making.LIVES[size]
        mark = Mark("history.json", size=size, seed=seed, lives=count)
        if mark.read():
            return
        _refuse_other_city(size)
        now = timezone.now()
        begun = now - timedelta(days=days) - EARLIER
        with progress.shown(self.stderr) as bar:
            bar.say("The city: places, catalogue, units, posts")
            making.load(size, at=begun)
            if size != "small":
                bar.say("Places of every kind")
                settling.settle(at=begun, seed=seed)
            if not options["cases"]:
                year.begin(size, seed, _midnight(now), options["processes"], bar)
            city = making.gather(size, seed=seed, now=now, begun=begun)
            refused = self._play(city, making.drawn(city, count, days), options["processes"], bar)
            if size == "small":
                bar.say("A campaign over the town's rental buildings")
                campaigning.hold(city.company, now=now, seed=seed)
                bar.say("Building captains and what they looked after")
                captaining.serve(city.company, now=now, password=making.PASSWORD)
            bar.say("Who is on duty")
            rostering.hold(city.company, now=now, seed=seed)
            bar.say("What is walked to, and today's rounds")
            patrolling.begin(city.company, now=now, seed=seed, lives=size == "small")
            bar.say("Courses, exams and certificates")
            schooling.hold(city.company, making.PACKS[size], now=now, seed=seed)
            bar.say("Mediation, in every state")
            mediating.begin(city.company, now=now, password=making.PASSWORD)
            bar.say("Numbers in the halls, a group at the counter, coverage")
            halls.open_doors(city.company, now=now)
            bar.say("Visiting days, held and announced")
            visiting.hold(city.company, now=now)
            bar.say("Services brought out; letters, answers, and what is public of them")
            outreaching.bring(city.company, making.PACKS[size], now=now)
            corresponding.write(city.company, making.PACKS[size], now=now)
            bar.say("Duty lawyers, advice given and times booked")
            advising.advise(city.company, now=now, password=making.PASSWORD)
            bar.say("Follow-up calls of two weeks")
            following.call(city.company, now=now, seed=seed)
            bar.say("Centres held to the standard")
            grading.assess(city.company, now=now)
            bar.say("The readers of the journal catch up")
            readers = import_string(getattr(settings, "JOURNAL_READERS", "commongrid.config.wiring.READERS"))
            catch_up(list(readers.values()), options["processes"])
            making.read_inboxes(city)
        mark.set()
        self._tell(refused)

    def _play(self, city: City, every: list[Any], processes: int, bar: progress.Bar) -> Counter[str]:
        refused: Counter[str] = Counter()
        for said in bar.through(making.play_all(city, every, processes), len(every), "A month of reports"):
            if said:
                refused[said] += 1
        return refused

    def _tell(self, refused: Counter[str]) -> None:
        by_status = Counter(Case.objects.values_list("status", flat=True))
        told = ", ".join(f"{count} {status}" for status, count in by_status.most_common())
        self.stdout.write(f"{by_status.total()} cases: {told}")
        for reason, count in refused.most_common():
            self.stderr.write(f"left out {count}: {reason}")


def _midnight(at: datetime) -> datetime:
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def catch_up(readers: list[Reader], processes: int) -> None:
    """Every reader reads all there is, several at once; then once more what they made one another hear."""
    list(forking.each(_drained, readers, timezone.now(), processes))
    journal.drain_all(readers, at=timezone.now())


def _drained(at: datetime, reader: Reader) -> int:
    return journal.drain_all([reader], at=at)


def _refuse_other_city(size: str) -> None:
    try:
        loaded = packs.pack()
    except Refused:
        return
    if loaded and loaded.name != making.PACKS[size] and Case.objects.exists():
        raise CommandError(
            f"This database already holds the city {loaded.name}: start with --reset, or with another --data-dir."
        )
