"""Everybody who acts in the made-up history, as actors of their posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.doors.exchange.history import words
from commongrid.registry.people import acts as people
from commongrid.registry.places import queries as places
from commongrid.registry.units import acts as units
from commongrid.registry.units import queries
from commongrid.registry.units.models import Post, Unit

HANDLERS = ("officer", "mediator")
OFTEN = 0.7
"""How often one of the cast does what they could do, where others hold the same post."""


@dataclass
class Company:
    """Actors by what they are looked up for; the cast, who can sign in, come first.

    `home`: the town of the cast's dispatcher. `doorstep`: the community its grid worker walks in.
    """

    handlers: dict[int, list[Actor]]
    dispatchers: dict[int, list[Actor]]
    workers: dict[str, list[Actor]]
    above: dict[str, list[Actor]]
    cast: frozenset[int]
    home: str
    doorstep: str = ""
    residents: Sequence[UUID] = field(default=())

    def one(self, actors: Sequence[Actor], rng: Random) -> Actor:
        """One of them; of the cast more often than not."""
        known = [actor for actor in actors if actor.account_id in self.cast]
        if known and rng.random() < OFTEN:
            return rng.choice(known)
        return rng.choice(actors)

    def handler(self, unit_id: int, rng: Random) -> Actor:
        return self.one(self.handlers[unit_id], rng)

    def dispatcher(self, centre_id: int, rng: Random) -> Actor:
        return self.one(self.dispatchers[centre_id], rng)

    def worker(self, area: str, rng: Random) -> Actor | None:
        """Somebody of this grid; None for a case of which only the community is known."""
        found = self.workers.get(area)
        return self.one(found, rng) if found else None

    def over(self, role: str, area: str, rng: Random) -> Actor | None:
        """A supervisor, secretary or leader who has the area."""
        found = [a for size in (12, 9, 4) for a in self.above.get(f"{role}:{area[:size]}", [])]
        return self.one(found, rng) if found else None

    def everybody(self) -> Iterator[list[Actor]]:
        for found in (self.handlers, self.dispatchers, self.workers, self.above):
            yield from found.values()

    def colleague(self, actor: Actor) -> Actor | None:
        mates = self.handlers.get(actor.unit_id or 0, [])
        return next((mate for mate in mates if mate.account_id != actor.account_id), None)


def gather(at: datetime) -> Company:
    """Everybody with a post on that day."""
    handlers: dict[int, list[Actor]] = defaultdict(list)
    dispatchers: dict[int, list[Actor]] = defaultdict(list)
    workers: dict[str, list[Actor]] = defaultdict(list)
    above: dict[str, list[Actor]] = defaultdict(list)
    cast = set()
    home = doorstep = ""
    for post in queries.current_posts(at.date()).select_related("account", "unit").order_by("id"):
        actor = queries.actor_for(post)
        if post.account.has_usable_password():
            cast.add(post.account_id)
            home = home or post.area * (post.role == "dispatcher")
            doorstep = doorstep or post.area[:12] * (post.role == "grid_worker")
        if post.role in HANDLERS:
            handlers[post.unit_id].append(actor)
        elif post.role == "dispatcher":
            dispatchers[post.unit_id].append(actor)
        elif post.role in ("grid_worker", "grid_leader"):
            workers[post.area].append(actor)
        else:
            above[f"{post.role}:{post.area}"].append(actor)
    return Company(handlers, dispatchers, workers, above, frozenset(cast), home, doorstep)


def fill_posts(*, at: datetime, starts_on: date) -> int:
    """One made-up officer, dispatcher or grid worker for every unit, centre and grid that has none; how many."""
    kept = list(Post.objects.filter(ends_on=None).values_list("unit_id", "role", "area"))
    rows = [*_missing({row[:2] for row in kept}, starts_on), *_unwalked({row[2] for row in kept}, starts_on)]
    accounts = access.add_accounts([row["account"] for row in rows], by=SYSTEM, at=at)
    posts = [{**row["post"], "account_id": accounts[row["account"]["username"]].pk} for row in rows]
    return units.add_posts(posts, by=SYSTEM, at=at)


def _missing(held: set[tuple[int, str]], starts_on: date) -> Iterator[dict[str, Any]]:
    surnames = words.said()["surnames"]
    for number, unit in enumerate(Unit.objects.filter(active=True).order_by("code")):
        role = {"centre": "dispatcher", "mediation": "mediator"}.get(unit.kind, "officer")
        if unit.kind == "court" or any((unit.pk, each) in held for each in ("dispatcher", *HANDLERS)):
            continue
        name = f"{surnames[number % len(surnames)]}{'派遣' if role == 'dispatcher' else '经办'} {number:03d}"
        yield {
            "account": {"username": f"made-{unit.code.lower()}", "name": name},
            "post": {
                "role": role,
                "unit_id": unit.pk,
                "area": unit.division_id,
                "title": "派遣员" if role == "dispatcher" else "经办人",
                "starts_on": starts_on,
            },
        }


def _unwalked(walked: set[str], starts_on: date) -> Iterator[dict[str, Any]]:
    surnames = words.said()["surnames"]
    stations = {unit.division_id: unit for unit in Unit.objects.filter(kind="centre", level="community")}
    for number, code in enumerate(places.current_grids().values_list("code", flat=True)):
        station = stations.get(code[:12])
        if station is None or code in walked:
            continue
        post = {"role": "grid_worker", "unit_id": station.pk, "area": code, "title": "专职网格员"}
        name = f"{surnames[number % len(surnames)]}网格 {number:03d}"
        yield {
            "account": {"username": f"made-g{code}", "name": name},
            "post": {**post, "starts_on": starts_on},
        }


def remember_residents(count: int, *, at: datetime) -> list[UUID]:
    """Made-up residents with numbers nobody has; the same every time."""
    surnames = words.said()["surnames"]
    known = []
    for number in range(count):
        name = f"{surnames[number % len(surnames)]}{'女士' if number % 2 else '先生'}"
        known.append(people.remember(at=at, phone=f"1380000{number:04d}", name=name).pk)
    return known
