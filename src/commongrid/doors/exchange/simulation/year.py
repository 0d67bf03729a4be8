"""A year of the whole city, behind the lived month: as much as people wait for at the first start, the rest while it works.

The month's own cases have reporters and photos, and are what stands open; the year gives every figure its past.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from commongrid.doors.exchange import bringing, progress
from commongrid.doors.exchange.history.mark import Mark
from commongrid.doors.exchange.simulation import making

CASES = {"small": 0, "dongguan": 200_000, "dongying": 50_000}
DAYS, LIVED = 365, 30
WAIT = 38.0
"""Seconds the first start gives to it: about a fifth of the year on two cores; the last days come first."""


def begin(size: str, seed: int, until: datetime, processes: int, bar: progress.Bar) -> None:
    """The last days first, until the wait is over; the mark says where the year ends, so that another day goes on."""
    mark = _mark(size)
    if CASES[size] and mark.read() is None:
        mark.set(seed=seed, until=until.isoformat(), done=False)
    _bring(mark, size, processes, bar, WAIT)


def finish(size: str, bar: progress.Bar) -> None:
    """What is missing, in one process; nothing where no year was begun or none of it is missing."""
    _bring(_mark(size), size, 1, bar, float("inf"))


def _mark(size: str) -> Mark:
    return Mark("year.json", size=size, cases=CASES[size])


def _bring(mark: Mark, size: str, processes: int, bar: progress.Bar, seconds: float) -> None:
    told = mark.read()
    if told is None or told["done"]:
        return
    until = datetime.fromisoformat(told["until"])
    lived = (until - timedelta(days=LIVED)).date()
    city = replace(making.gather(told["seed"], until), ended_since=lived)
    work = making.pieces(CASES[size], DAYS, city)[::-1]
    done = sum(
        bar.counted(
            _for_a_while(making.make(city, work, processes), seconds), CASES[size], "A year of the city"
        )
    )
    bringing.count_anew(bar, at=timezone.now())
    if done == CASES[size]:
        mark.set(**{**told, "done": True})


def _for_a_while(counts: Iterable[int], seconds: float) -> Iterator[int]:
    """What comes until so much time has passed; what is being made then is left to the next time."""
    over = time.monotonic() + seconds
    for count in counts:
        yield count
        if time.monotonic() > over:
            return
