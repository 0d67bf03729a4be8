"""The day itself: planned, changed, announced, begun, ended, called off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points.terms import Ground
from commongrid.work.visits import rules
from commongrid.work.visits.acts.core import check, held_to, move_day
from commongrid.work.visits.lifecycle import PLAN
from commongrid.work.visits.models import Day
from commongrid.work.visits.terms import DAY, Planned, State

KEYS = {"division": "division_id", "point": "point_id"}


def plan(told: Planned, key: str, *, by: Actor, at: datetime) -> Day:
    """A new day; the same key again gives the first. Refused with what is wrong with it."""
    if not 8 <= len(key) <= 80 or "\x00" in key:
        raise Refused("visits.no_key")
    if before := Day.objects.filter(key=key).first():
        return before
    columns = _checked(told, by=by, at=at)
    own = {KEYS.get(name, name): value for name, value in columns.items()}
    day = Day(id=uuid7(at), key=key, state=State.PLANNED, **own)
    row = {"id": day.pk, "key": key, "state": str(State.PLANNED), "why_off": "", **columns}
    entry = NewEntry("visit.planned", at, by.snapshot(), _told(columns))
    if not journal.open_subject(DAY, Insert(Day, row, or_nothing=True), entry, subject_id=day.pk, row=day):
        return Day.objects.get(key=key)
    return day


def change(day: Day, told: Planned, *, by: Actor, at: datetime) -> Day:
    """Another time, place, or other leaders, before it is held; whoever registered stays registered."""
    act = check(day, "change", by=by)
    columns = _checked(told, by=by, at=at)
    if columns["division"] != day.division_id and day.brought.exists():
        raise Refused("visits.village_stays")
    return move_day(day, act, by=by, at=at, changes=columns, told=_told(columns))


def _checked(told: Planned, *, by: Actor, at: datetime) -> dict[str, Any]:
    require(by, PLAN, Ground(told.division))
    held_to(rules.can_be_planned(told, at))
    point = ServicePoint.objects.filter(pk=told.point).first() if told.point else None
    if places.division(told.division) is None or (told.point and point is None):
        raise Refused("visits.no_such_place")
    return {
        "area": told.division,
        "division": told.division,
        "point": point.pk if point else None,
        "address": told.address.strip()[:200],
        "begins_at": told.begins_at,
        "ends_at": told.ends_at,
        "leaders": [each[:60] for each in told.leaders],
        "about": told.about.strip()[:300],
    }


def _told(columns: dict[str, Any]) -> dict[str, Any]:
    return {
        "area": columns["area"], "day": columns["begins_at"].isoformat(), "leaders": len(columns["leaders"]),
    }  # fmt: skip


def announce(day: Day, *, by: Actor, at: datetime) -> Day:
    """From now on residents read of it and can register."""
    act = check(day, "announce", by=by)
    if day.ends_at <= at:
        raise Refused("visits.in_the_past")
    return move_day(day, act, by=by, at=at)


def begin(day: Day, *, by: Actor, at: datetime) -> Day:
    """The leaders are there: whoever comes is taken down now."""
    return move_day(day, check(day, "begin", by=by), by=by, at=at)


def end(day: Day, *, by: Actor, at: datetime) -> Day:
    """Nobody more is taken down; what was brought goes on."""
    return move_day(day, check(day, "end", by=by), by=by, at=at)


def call_off(day: Day, *, by: Actor, at: datetime, why: str) -> Day:
    """It is not held; the notice says why. What was registered stays a report and is handled like any other."""
    act = check(day, "call_off", by=by)
    if not why.strip():
        raise Refused("visits.say_why")
    return move_day(
        day, act, by=by, at=at, changes={"why_off": why.strip()[:200]}, told={"reason": why.strip()[:200]}
    )
