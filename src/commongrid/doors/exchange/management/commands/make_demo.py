"""`manage make-demo`: the city of a demonstration and a lived month in it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
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
    caring,
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
            for words, lived in _lived(size, now, seed):
                bar.say(words)
                lived(city.company)
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


def _lived(size: str, now: datetime, seed: int) -> list[tuple[str, Callable[[Any], object]]]:
    """What each room has lived through, in the order in which one leans on another: what is said, and who plays it."""
    small, pack, password = size == "small", making.PACKS[size], making.PASSWORD
    town: list[tuple[str, Callable[[Any], object]]] = [
        (
            "A campaign over the town's rental buildings",
            lambda cast: campaigning.hold(cast, now=now, seed=seed),
        ),
        (
            "Building captains and what they looked after",
            lambda cast: captaining.serve(cast, now=now, password=password),
        ),
    ]
    return [
        *(town if small else []),
        ("Who is on duty", lambda cast: rostering.hold(cast, now=now, seed=seed)),
        (
            "What is walked to, and today's rounds",
            lambda cast: patrolling.begin(cast, now=now, seed=seed, lives=small),
        ),
        ("Courses, exams and certificates", lambda cast: schooling.hold(cast, pack, now=now, seed=seed)),
        (
            "Mediation, in every state",
            lambda cast: mediating.begin(cast, now=now, password=password, pack=pack),
        ),
        (
            "Numbers in the halls, a group at the counter, coverage",
            lambda cast: halls.open_doors(cast, now=now),
        ),
        ("Counselling hours, appointments, care visits", lambda cast: caring.begin(cast, now=now)),
        ("Visiting days, held and announced", lambda cast: visiting.hold(cast, now=now)),
        ("Services brought out", lambda cast: outreaching.bring(cast, pack, now=now)),
        (
            "Letters, answers, and what is public of them",
            lambda cast: corresponding.write(cast, pack, now=now),
        ),
        (
            "Duty lawyers, advice given and times booked",
            lambda cast: advising.advise(cast, now=now, password=password),
        ),
        ("Follow-up calls of two weeks", lambda cast: following.call(cast, now=now, seed=seed)),
        ("Centres held to the standard", lambda cast: grading.assess(cast, now=now)),
    ]


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
