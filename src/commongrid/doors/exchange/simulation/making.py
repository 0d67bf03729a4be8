"""A plausible history of any size: day by day, each piece one transaction, whatever is there already left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings

from commongrid.base.calendar import queries as calendars
from commongrid.base.journal import acts as journal
from commongrid.cases import queries as cases
from commongrid.cases import search
from commongrid.cases.acts import Opening
from commongrid.cases.past import Past
from commongrid.cases.terms import ENDED
from commongrid.doors.exchange import bringing, forking
from commongrid.doors.exchange.history import words
from commongrid.doors.exchange.history.lots import lot
from commongrid.doors.exchange.history.plots import CHANNELS
from commongrid.doors.exchange.simulation import crowd, fate, rhythm, scene
from commongrid.intake import queries as intake
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item, Kind
from commongrid.registry.units.models import Unit

AT_ONCE = 1000
"""Cases to a transaction: readers of the journal wait for the longest one that runs."""
KNOWN_WEIGHT = 6
"""How much likelier a matter is that people have words for."""


@dataclass(frozen=True)
class City:
    """What every process is told. Of the cases opened since `ended_since` only those are told that have ended."""

    seed: int
    until: datetime
    scene: scene.Scene
    crowd: crowd.Crowd
    items: list[Item]
    weights: list[float]
    centres: dict[int, Unit]
    ended_since: date | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """So many cases of a day, from the `first` on; `all` the day has."""

    day: date
    first: int
    count: int
    all: int


def gather(seed: int, until: datetime) -> City:
    known = words.said()["matters"]
    items = [
        item
        for item in matters.catalogue()
        if not item.confidential and item.kind not in (Kind.WISH, Kind.SERVICE)
    ]
    rng = lot(seed, "matters")
    weights = [
        known[item.code]["weight"] * KNOWN_WEIGHT if item.code in known else rng.lognormvariate(-1.2, 1.1)
        for item in items
    ]
    units = {unit.pk: unit for unit in Unit.objects.filter(kind="centre")}
    return City(seed, until, scene.gather(seed), crowd.gather(seed), items, weights, units)


def pieces(total: int, days: int, city: City) -> list[Piece]:
    """All the work, in order of time."""
    last = city.until.astimezone(ZoneInfo(settings.TIME_ZONE)).date() - timedelta(days=1)
    counts = rhythm.cases_by_day(total, last, days, calendars.calendar(), city.seed)
    return [
        Piece(day, numbers[0], len(numbers), count)
        for day, count in counts.items()
        for numbers in batched(range(count), AT_ONCE)
    ]


def make(city: City, work: list[Piece], processes: int) -> Iterator[int]:
    """Bring every piece in that is not there yet; how many cases each had."""
    if work:
        begin = datetime.combine(work[0].day, datetime.min.time(), UTC) - timedelta(days=1)
        journal.make_months(begin, city.until)
    return forking.each(_bring, work, city, processes)


def _bring(city: City, piece: Piece) -> int:
    numbers = range(piece.first, piece.first + piece.count)
    if not cases.known(case_id(city.seed, piece.day, number) for number in numbers):
        rng = lot(city.seed, piece.day, piece.first, "numbers")
        draw: Callable[[int], int] = rng.randrange
        bringing.bring_in(told(city, piece), at=city.until, draw=draw)
    return piece.count


def told(city: City, piece: Piece) -> list[Past]:
    """The cases of a piece with their whole stories; the same for the same seed."""
    day, everything = piece.day, np.random.default_rng([city.seed, piece.day.toordinal()])
    seconds = rhythm.seconds_of_day(everything, piece.all)[piece.first : piece.first + piece.count].tolist()
    chance = np.random.default_rng([city.seed, piece.day.toordinal(), piece.first])
    spots = city.scene.spots(chance, piece.count)
    rng = lot(city.seed, day, piece.first)
    midnight = datetime.combine(day, datetime.min.time(), ZoneInfo(settings.TIME_ZONE))
    start, east = midnight.astimezone(UTC), int((midnight.utcoffset() or timedelta()).total_seconds())
    chosen = rng.choices(city.items, city.weights, k=piece.count)
    channels = rng.choices([*CHANNELS], [*CHANNELS.values()], k=piece.count)
    found = []
    for number, spot in enumerate(spots):
        opening = _opening(city, chosen[number], spot, channels[number], rng)
        one = fate.Fate(rng, city.crowd, opening, city.until, east)
        at = start + timedelta(seconds=seconds[number])
        found.append(fate.lived(one, case_id(city.seed, day, piece.first + number), at))
    if city.ended_since and day >= city.ended_since:
        return [case for case in found if case.status in ENDED]
    return found


def _opening(city: City, item: Item, spot: scene.Spot, channel: str, rng: Random) -> Opening[Unit]:
    return Opening(
        item=item,
        row=item.rows[int(rng.random() * len(item.rows))] if rng.random() < 0.3 else item.rows[0],
        title=f"{spot.address}{item.name_zh}",
        area=spot.area,
        division_id=spot.division_id,
        centre=city.centres[spot.centre_id],
        channel=channel,
        letters=spot.letters,
        grid_id=spot.grid_id,
        lon=spot.lon,
        lat=spot.lat,
        cell=intake.cell(spot.lon, spot.lat),
        address=spot.address,
        words=search.of_matter(item),
    )


def case_id(seed: int, day: date, number: int) -> UUID:
    """The id of the day's so-and-so-many-th case: sorted by time, the same for the same seed (RFC 9562, version 8)."""
    begun = int(datetime.combine(day, datetime.min.time(), UTC).timestamp() * 1000) + number
    mark = hashlib.sha256(f"simulate/{seed}/{day}/{number}".encode()).digest()
    value = begun << 80 | int.from_bytes(mark[:10])
    value = value & ~(0xF << 76) | 8 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)
