"""What is to happen to each report of the made-up history: drawn by lot, the same for the same seed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from commongrid.doors.exchange.history.lots import lot

HOURS = (1, 1, 1, 1, 1, 2, 5, 14, 26, 30, 28, 22, 14, 15, 22, 24, 23, 24, 22, 20, 17, 12, 6, 2)
"""Reports by the hour of the day; WEEKDAYS by the day of the week, Monday first."""
WEEKDAYS = (12, 11, 10, 10, 11, 8, 7)
CHANNELS = {
    "snap": 38, "12345": 17, "patrol": 18, "portal": 8, "phone": 6, "desk": 3,
    "110": 2, "secretary": 2, "letterbox": 2, "visit": 2, "sensor": 1,
}  # fmt: skip
STORIES = {"case": 84, "settled": 7, "declined": 8, "withdrawn": 1}
STANDING = {
    "received": 6, "verifying": 4, "waiting": 6, "sent_back": 3, "assigned": 6, "handling": 9, "asked": 3,
    "paused": 4, "checking": 6, "supervised": 3, "whistled": 2, "appealed": 3, "closed": 5,
}  # fmt: skip
"""How many of each stand on the demo dispatcher's desk when the history ends."""
HOME_SHARE = 0.25
"""The share of reports from the town of the cast, in a city with many towns."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One report and what may come of it. `stop`: the stage it is to be left in; "" lets it run on to now.

    `share`: how much of that stage's limit is used up by then.
    """

    number: int
    at: datetime
    story: str
    channel: str
    town: str
    stop: str = ""
    share: float = 0.0


def plots(
    seed: int, count: int, *, now: datetime, days: int, towns: Sequence[str], home: str, zone: ZoneInfo
) -> list[Plot]:
    """Every plot, in the order of time; those left standing on the home town's desk come last."""
    drawn = []
    for number in range(count):
        rng = lot(seed, number)
        at = _moment(rng, now, days, zone)
        town = home if rng.random() < HOME_SHARE else rng.choice(towns)
        drawn.append(Plot(number, at, _one(rng, STORIES), _one(rng, CHANNELS), town))
    return [*sorted(drawn, key=lambda plot: plot.at), *_standing(seed, count, now, home)]


def _one(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices([*weights], [*weights.values()])[0]


def _moment(rng: Random, now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """A moment of the last `days`, by the rhythm of the week and of the day."""
    today = now.astimezone(zone).date()
    dates = [today - timedelta(days=back) for back in range(days + 1)]
    while True:
        day = rng.choices(dates, [WEEKDAYS[date.weekday()] for date in dates])[0]
        hour = rng.choices(range(24), HOURS)[0]
        at = datetime(day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60), tzinfo=zone)
        if now - timedelta(days=days) <= at <= now - timedelta(minutes=3):
            return at


def _standing(seed: int, first: int, now: datetime, home: str) -> list[Plot]:
    left = [stop for stop, times in STANDING.items() for _ in range(times)]
    found = []
    for number, stop in enumerate(left, first):
        rng = lot(seed, number)
        share = rng.choices(
            (rng.uniform(0.05, 0.7), rng.uniform(0.82, 0.97), rng.uniform(1.05, 1.4)), (7, 2, 1)
        )[0]
        if stop == "asked":  # time is asked for before the deadline, never after it
            share = rng.uniform(0.4, 0.8)
        channel = (
            "snap" if stop in ("verifying", "appealed") else rng.choice(("snap", "12345", "portal", "phone"))
        )
        story = "declined" if stop == "appealed" else "case"
        found.append(Plot(number, now, story, channel, home, stop, share))
    return found
