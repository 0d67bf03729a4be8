"""The made-up history of a demonstration city: every report and every act through the real acts, with its own time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from commongrid.base.access.terms import SYSTEM
from commongrid.base.calendar.terms import Unit
from commongrid.base.notices import acts as inbox
from commongrid.base.notices import queries as notices
from commongrid.base.verdicts import Refused
from commongrid.doors.exchange import forking
from commongrid.doors.exchange.history import company, handling, plots, reporting, words
from commongrid.doors.exchange.history.life import A_STEP, EnoughError, Life, begin_for
from commongrid.doors.exchange.history.lots import lot
from commongrid.doors.exchange.history.plots import Plot
from commongrid.intake import rules as intake
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item, Kind
from commongrid.registry.packs import acts as packs
from commongrid.registry.packs import shelf
from commongrid.registry.places import queries as places

PASSWORD = "commongrid-demo"  # noqa: S105 (told to everyone who starts a demo)
PHOTOS = 0.16
RESIDENTS = {"small": 40, "dongguan": 400}
LIVES = {"small": 260, "dongguan": 3500}
PACKS = {"small": "small-town", "dongguan": "dongguan"}
INDOORS = ("JF", "RX", "LD", "MZ", "JT", "WY", "TZ", "SC")
"""Matters a grid worker does not come upon in the street."""
STEPS_BEFORE = {"verifying": 1, "waiting": 1, "assigned": 2, "sent_back": 3, "checking": 4, "closed": 5}
MANY = 3


@dataclass
class City:
    """What lives are made from; read once, shared by every process."""

    company: company.Company
    grids: dict[str, list[tuple[str, float, float]]]
    codes: list[str]
    street: list[str]
    calm: list[str]
    others: list[str]
    seed: int
    now: datetime


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
    life = _begun(city, plot)
    try:
        if plot.story == "settled":
            reporting.settle(life)
            return
        life.report = reporting.receive(life)
        case = reporting.decide(life, life.report)
        if case is not None:
            handling.live(life, case)
    except EnoughError:
        return


def _begun(city: City, plot: Plot) -> Life:
    rng = lot(city.seed, plot.number, "life")
    in_street = plot.channel == "patrol" or plot.story == "settled"
    codes = city.calm if plot.stop else city.street if in_street else city.codes
    code = words.matter(rng, codes, [] if in_street or plot.stop else city.others)
    item = matters.edition(code)
    return Life(
        plot=plot,
        rng=rng,
        company=city.company,
        item=item,
        now=city.now,
        at=plot.at if not plot.stop else _stopping(plot, item, city.now),
        spot=_spot(city, plot, rng),
        with_photos=rng.random() < PHOTOS or (bool(plot.stop) and rng.random() < 0.6),
        person=rng.choice(city.company.residents) if rng.random() < 0.7 else None,
    )


def _stopping(plot: Plot, item: Item, now: datetime) -> datetime:
    """When a report must have come to be where it is to be left, with the share of its limit used up."""
    stages = item.rows[0].limits
    limit = {
        "received": intake.TRIAGE_LIMIT, "verifying": intake.VERIFY_LIMIT, "waiting": stages.dispatch,
        "sent_back": stages.dispatch, "assigned": stages.accept, "checking": stages.check,
    }.get(plot.stop, stages.handle)  # fmt: skip
    steps = STEPS_BEFORE.get(plot.stop, 0 if plot.stop == "received" else MANY)
    return begin_for(limit, min(plot.share, 1.3), now) - A_STEP * steps


def _spot(city: City, plot: Plot, rng: Random) -> tuple[float | None, float | None, str, str]:
    """Somewhere in a grid of the plot's town, or for a call now and then only the community."""
    code, lon, lat = rng.choice(city.grids[plot.town])
    address = words.spot(rng)
    if plot.channel in ("12345", "phone", "letterbox") and rng.random() < 0.2:
        return None, None, code[:12], address
    for _ in range(5):
        x, y = lon + rng.gauss(0, 0.0011), lat + rng.gauss(0, 0.0009)
        area = places.locate(x, y).area_code
        if len(area) > 12 and area[:9] == code[:9]:
            return round(x, 6), round(y, 6), area, address
    return lon, lat, places.locate(lon, lat).area_code, address


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


class Mark:
    """Says on disk which database holds a finished history, so that the next start has nothing to ask."""

    def __init__(self, size: str, seed: int, count: int) -> None:
        self._path = Path(settings.VAR) / "history.json"
        self._said: dict[str, Any] = {"size": size, "seed": seed, "lives": count, **_database()}

    def is_set(self) -> bool:
        try:
            return bool(json.loads(self._path.read_text(encoding="utf-8")) == self._said)
        except (OSError, ValueError):
            return False

    def set(self) -> None:
        self._path.write_text(json.dumps(self._said), encoding="utf-8")


def _database() -> dict[str, str]:
    with connection.cursor() as db:
        db.execute(
            "select (select system_identifier::text from pg_control_system()),"
            " (select oid::text from pg_database where datname = current_database())"
        )
        cluster, oid = db.fetchone()
    return {"cluster": cluster, "database": oid}
