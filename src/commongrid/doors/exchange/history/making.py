"""The made-up history of a demonstration city: every report and every act through the real acts, with its own time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from commongrid.base.access.terms import SYSTEM
from commongrid.base.calendar.terms import Unit
from commongrid.base.notices import acts as inbox
from commongrid.base.notices import queries as notices
from commongrid.base.verdicts import Refused
from commongrid.doors.exchange import forking
from commongrid.doors.exchange.history import company, deciding, handling, plots, reporting, words
from commongrid.doors.exchange.history.beginnings import City, begun
from commongrid.doors.exchange.history.life import EnoughError
from commongrid.doors.exchange.history.plots import Plot
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Kind
from commongrid.registry.packs import acts as packs
from commongrid.registry.packs import shelf
from commongrid.registry.places import queries as places

PASSWORD = "commongrid-demo"  # noqa: S105 (told to everyone who starts a demo)
RESIDENTS = {"small": 40, "dongguan": 400, "dongying": 300}
LIVES = {"small": 260, "dongguan": 3500, "dongying": 1500}
PACKS = {"small": "small-town", "dongguan": "dongguan", "dongying": "dongying"}
INDOORS = ("JF", "RX", "LD", "MZ", "JT", "WY", "TZ", "SC")
"""Matters a grid worker does not come upon in the street."""


def load(size: str, *, at: datetime) -> None:
    """The city's pack, its cast with the demonstration's password, and somebody at every unit."""
    folder = shelf.find(PACKS[size])
    packs.load(folder, by=SYSTEM, at=at, cast_password=PASSWORD)
    places.forget()
    company.fill_posts(at=at, starts_on=at.date() - timedelta(days=30))


def gather(size: str, *, seed: int, now: datetime, begun: datetime) -> City:
    people = company.gather(now)
    people.residents = company.remember_residents(RESIDENTS[size], at=begun)
    grids: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for code, lon, lat in places.current_grids().values_list("code", "lon", "lat"):
        grids[code[:9]].append((code, lon, lat))
    known = words.said()["matters"]
    items = {item.code: item for item in matters.catalogue()}
    codes = [code for code in known if code in items]
    others = [
        code
        for code, item in items.items()
        if code not in known and not item.confidential and item.kind not in (Kind.WISH, Kind.SERVICE)
    ]
    street = [code for code in codes if not code.startswith(INDOORS)]
    calm = [code for code in codes if items[code].rows[0].limits.handle.unit != Unit.URGENT_HOURS]
    return City(people, dict(grids), codes, street, calm, others, seed, now)


def drawn(city: City, count: int, days: int) -> list[Plot]:
    """The plots that have not been played yet: an interrupted making goes on where it was."""
    zone = ZoneInfo(settings.TIME_ZONE)
    home = city.company.home if city.company.home in city.grids else next(iter(city.grids))
    every = plots.plots(
        city.seed, count, now=city.now, days=days, towns=sorted(city.grids), home=home, zone=zone
    )
    played = set(Report.objects.filter(source_key__startswith="made-").values_list("source_key", flat=True))
    return [plot for plot in every if f"made-{plot.number:06d}" not in played]


def play_all(city: City, every: list[Plot], processes: int) -> Iterator[str]:
    """Play the plots, several at once; "" for each that went through, else what was refused."""
    return forking.each(_play, every, city, processes, chunk=8)


def _play(city: City, plot: Plot) -> str:
    """One life, all or nothing; faces are not looked for in drawings."""
    try:
        with transaction.atomic(), app.replace_connector(InMemoryConnector()):
            _lived(city, plot)
    except Refused as refused:
        return f"{plot.story}: {refused.why.key}"
    return ""


def _lived(city: City, plot: Plot) -> None:
    life = begun(city, plot)
    try:
        if plot.story == "settled":
            reporting.settle(life)
            return
        life.report = reporting.receive(life)
        case = deciding.decide(life, life.report)
        if case is not None:
            handling.live(life, case)
    except EnoughError:
        return


def read_inboxes(city: City) -> None:
    """The cast have read what they were told until yesterday."""
    cast = [
        actor
        for actors in city.company.everybody()
        for actor in actors
        if actor.account_id in city.company.cast
    ]
    for actor in cast:
        old = notices.of(actor).filter(read_at=None, at__lt=city.now - timedelta(hours=16))
        inbox.mark_read(list(old.values_list("pk", flat=True)), by=actor, at=city.now)
