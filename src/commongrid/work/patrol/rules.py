"""Decisions about patrolling: when a place is due, how a check-in stands, what a demand costs. Pure."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.patrol.terms import SOON_DAYS, Band, Load, Per, State, Wanted, Way, What

SPACE = uuid.UUID("4b1d7b52-2f0f-5c8e-8f7e-90b1a2c3d4e5")
PERIODS = {Per.MONTH: 30, Per.QUARTER: 91}
LONGEST_STEP = 731
HERE_M, NEAR_M = 60.0, 200.0
KEPT_DIGITS = 3
"""Of a position so many digits are kept: cells of about 110 m, enough to see that it was the right street."""
WAY_MINUTES = 5
"""What the way to one place is reckoned with in a preview; a round reckons with the real one."""
DAY = 24 * 60


def step_days(every_days: int | None, times: int | None, per: str) -> int:
    """How many days may lie between two visits: N times a month is one every 30/N days, so that they do not bunch."""
    if every_days:
        return every_days
    return max(1, PERIODS[Per(per)] // times) if times and per else 0


def is_demand(wanted: Wanted, *, today: date) -> Verdict[bool]:
    """May a demand be set like this? From today on, for something, and often enough to be a patrol at all."""
    step = step_days(wanted.every_days, wanted.times, wanted.per)
    wrong = ""
    if not wanted.zh.strip() or not wanted.code.strip():
        wrong = "patrol.needs_name"
    elif not 1 <= step <= LONGEST_STEP:
        wrong = "patrol.needs_frequency"
    elif wanted.what == What.PREMISES and not wanted.kinds:
        wrong = "patrol.needs_kinds"
    elif not 1 <= wanted.minutes <= 240:
        wrong = "patrol.needs_minutes"
    elif not _is_window(wanted.opens, wanted.closes, wanted.minutes):
        wrong = "patrol.needs_window"
    elif wanted.starts_on < today:
        wrong = "patrol.not_in_the_past"
    return Verdict(not wrong, (Why(wrong),) if wrong else ())


def _is_window(opens: int | None, closes: int | None, minutes: int) -> bool:
    if opens is None and closes is None:
        return True
    return opens is not None and closes is not None and opens >= 0 and opens + minutes <= closes <= DAY


def next_due(visited_on: date, step: int) -> date:
    """When a place is due again after a visit."""
    return visited_on + timedelta(days=step)


def state_of(due_on: date, today: date) -> State:
    """How a place stands: overdue from the day after it was due."""
    if due_on < today:
        return State.OVERDUE
    return State.DUE if due_on < today + timedelta(days=SOON_DAYS) else State.FRESH


def checkin_id(account_id: int | None, key: str) -> uuid.UUID:
    """The id of a check-in follows from who sends it and the sending key, so that twice is once."""
    return uuid.uuid5(SPACE, f"{account_id}:{key}")


def round_id(post_id: int, on: date) -> uuid.UUID:
    """One post has one round a day."""
    return uuid.uuid5(SPACE, f"round {post_id} {on.isoformat()}")


def which_band(metres: float | None) -> Band:
    """How far away a device was, in the only three steps that are kept."""
    if metres is None:
        return Band.UNKNOWN
    if metres <= HERE_M:
        return Band.HERE
    return Band.NEAR if metres <= NEAR_M else Band.FAR


def which_way(*, plate: bool, metres: float | None, photos: int) -> Way:
    """What a check-in is shown by: the plate at the door says most, then a position, then a photo."""
    if plate:
        return Way.PLATE
    if metres is not None:
        return Way.POSITION
    return Way.PHOTO if photos else Way.WORDS


def is_shown(way: Way, band: Band, reason: str) -> Verdict[bool]:
    """Is a check-in taken as it is? One from far away, or shown by nothing, is taken with a reason, and marked."""
    if (band == Band.FAR and way == Way.POSITION) or way == Way.WORDS:
        key = "patrol.far" if way == Way.POSITION else "patrol.shown_by_nothing"
        return Verdict(bool(reason.strip()), (Why(key),))
    return Verdict(True)


def rounded(lon: float | None, lat: float | None) -> tuple[float | None, float | None]:
    """What is kept of a position."""
    if lon is None or lat is None:
        return None, None
    return round(lon, KEPT_DIGITS), round(lat, KEPT_DIGITS)


def what_load(places: int, step: int, minutes: int, workers: int) -> Load:
    """What a demand asks for in 30 days: visits, and hours with five minutes of way to each."""
    visits = math.ceil(places * 30 / step) if step else 0
    return Load(places, visits, math.ceil(visits * (minutes + WAY_MINUTES) / 60), workers)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when a place may be looked at, in minutes since midnight."""

    opens: int
    closes: int


def which_hours(all_of_them: Iterable[tuple[int | None, int | None]]) -> Hours | None:
    """The hours that suit several demands at one place; where none suit all, those of the first. None: any time."""
    windows = [Hours(a, b) for a, b in all_of_them if a is not None and b is not None]
    if not windows:
        return None
    opens, closes = max(one.opens for one in windows), min(one.closes for one in windows)
    return Hours(opens, closes) if opens < closes else windows[0]


def which_direction(lon: float, lat: float, to_lon: float, to_lat: float) -> str:
    """Where something lies from here, as one of eight: n, ne, e, se, s, sw, w, nw."""
    east = (to_lon - lon) * math.cos(math.radians((lat + to_lat) / 2))
    angle = math.degrees(math.atan2(east, to_lat - lat)) % 360
    return ("n", "ne", "e", "se", "s", "sw", "w", "nw")[round(angle / 45) % 8]
