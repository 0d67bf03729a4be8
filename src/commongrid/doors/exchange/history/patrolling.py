"""Patrol in a demonstration: the pack's demands, in the small town some lived weeks of check-ins, and today's round of the cast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.lots import lot
from commongrid.registry.packs import queries as packs
from commongrid.registry.units.models import Post
from commongrid.work.patrol import acts, adopting, queries, tasks
from commongrid.work.patrol.models import Demand, Due
from commongrid.work.patrol.terms import Place, Shown

LIVED = timedelta(days=26)
OFTEN, AT_THE_DOOR = 0.85, 0.92
MOST = 400
NEAR, FAR = 0.0002, 0.004
REASONS = ("定位飘了，人在门口", "隔河看过，门锁着")
NOTES = ("", "", "", "通道畅通", "门口纸箱已请店家清走", "灭火器在位")


def begin(company: Company, *, now: datetime, seed: int, lives: bool) -> int:
    """Take over what the pack demands; in a town that `lives` with weeks behind it. How many check-ins; done, nothing."""
    pack, today = packs.pack(), timezone.localdate(now)
    if pack is None or Demand.objects.exists():
        return 0
    if not lives:
        # Its places are laid out by the worker, as after loading a pack.
        acts.adopt(
            adopting.demands_of(pack.name, pack.city_code, today),
            f"pack:{pack.name}",
            by=SYSTEM,
            at=now,
            today=today,
        )
        return 0
    with transaction.atomic(), app.replace_connector(InMemoryConnector()):
        first, began = today - LIVED, now - LIVED
        told = adopting.demands_of(pack.name, pack.city_code, first)
        acts.adopt(told, f"pack:{pack.name}", by=SYSTEM, at=began, today=first)
        tasks.lay_everything(today)
        walked = sum(_walked(company, due, number, now, seed) for number, due in enumerate(_first(company)))
        _rounds(company, today, now)
    return walked


def _first(company: Company) -> list[Due]:
    rows = (
        Due.objects.filter(area__startswith=company.home).select_related("premises").order_by("area", "code")
    )
    return list(rows.defer("premises__found")[:MOST])


def _walked(company: Company, due: Due, number: int, now: datetime, seed: int) -> bool:
    """One place is looked at on one of the days, or was missed; the cast's own community more often."""
    rng = lot("walk", seed, number)
    worker, place = company.worker(due.area, rng), queries.place_of(due.code)
    often = OFTEN if due.area[:12] == company.doorstep else OFTEN - 0.2
    if worker is None or place is None or rng.random() > often:
        return False
    morning = timezone.localtime(now - timedelta(days=rng.randint(1, 24))).replace(hour=9, minute=0, second=0)
    at = min(morning + timedelta(minutes=rng.randint(0, 480)), now - timedelta(minutes=5))
    acts.check_in(place, _shown(place, number, rng), 0, by=worker, at=at)
    return True


def _shown(place: Place, number: int, rng: Random) -> Shown:
    """At the door by position; now and then far off, with a reason."""
    is_near = rng.random() < AT_THE_DOOR
    off = NEAR if is_near else FAR
    return Shown(
        key=f"made-walk-{number:04d}",
        lon=place.lon + rng.choice((-1, 1)) * rng.uniform(off / 4, off),
        lat=place.lat + rng.uniform(-off / 2, off / 2),
        reason="" if is_near else rng.choice(REASONS),
        note=rng.choice(NOTES),
    )


def _rounds(company: Company, today: date, now: datetime) -> None:
    """Today's rounds of those who can sign in, as the dawn would plan them."""
    for post in _cast(company, today):
        try:
            acts.plan_round(post, today, acts.Wish(), by=SYSTEM, at=now)
        except Refused:
            continue


def _cast(company: Company, today: date) -> Iterator[Post]:
    yield from (post for post in queries.on_duty(today) if post.account_id in company.cast)
