"""A round is planned for one post and one day, and planned anew when something urgent comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.places import queries as places
from commongrid.registry.units.models import Post
from commongrid.work.patrol import queries, routing, rules
from commongrid.work.patrol.models import Round, Stop
from commongrid.work.patrol.queries import due
from commongrid.work.patrol.queries.due import Offer
from commongrid.work.patrol.terms import ROUND, Area, Mode, Place, StopState

BEGINS, BUDGET, JUST_NOW = 9 * 60, 180, timedelta(seconds=10)
"""A round begins at nine and takes three hours unless the worker says otherwise; planned just now it stands."""
SHORTEST = 30
URGENT_MINUTES = 10
OFFICE_M, OFFICES = 2_000.0, ("centre", "hall", "station")
OVER = (StopState.DONE, StopState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants to walk today; None leaves what there was, else what is usual."""

    mode: Mode | None = None
    budget: int | None = None
    begins: int | None = None


def plan_round(post: Post, on: date, wish: Wish, *, by: Actor, at: datetime) -> Round:
    """Plan a post's round of a day, or plan it anew: what was done stays, and it goes on from the last place looked at.

    Due first, then the shortest way within the time there is; what did not fit is kept as left out. Two who plan at
    once: the second plans on what the first did; pressed twice within seconds it is planned once. Refused: patrol.no_grid.
    """
    require(by, "patrol.walk" if by.post_id == post.pk else "patrol.send", Area(post.area))
    if not post.area:
        raise Refused("patrol.no_grid")
    with transaction.atomic():
        found = _round(post, on, wish, by=by, at=at)
        if wish == Wish() and found.seq > 1 and timedelta() <= at - found.planned_at < JUST_NOW:
            return found
        return _plan(found, post, on, wish, by=by, at=at)


def _round(post: Post, on: date, wish: Wish, *, by: Actor, at: datetime) -> Round:
    made = rules.round_id(post.pk, on)
    there = Round.objects.select_for_update(no_key=True).filter(pk=made).first()
    if there is not None:
        return there
    name, lon, lat = _office(post)
    row = {
        "id": made, "post": post.pk, "area": post.area, "on": on, "mode": str(wish.mode or Mode.FOOT), "metres": 0, "minutes": 0,
        "begins": wish.begins or BEGINS, "budget": wish.budget or BUDGET, "start_name": name, "start_lon": lon,
        "start_lat": lat, "planned_at": at,
    }  # fmt: skip
    entry = NewEntry(
        "patrol.round_planned", at, by.snapshot(), {"area": post.area, "stops": 0, "left_out": 0}
    )
    journal.open_subject(ROUND, Insert(Round, row, or_nothing=True), entry, subject_id=made)
    return Round.objects.select_for_update(no_key=True).get(pk=made)


def _office(post: Post) -> tuple[str, float | None, float | None]:
    """Where a round begins: an office at most 2 km off, its own community's before others; else at its first place."""
    middle = places.grid_by_code(post.area) if len(post.area) > 12 else None
    spot = (middle.lon, middle.lat) if middle else _middle(post.area)
    found = places.nearest_service_points(*spot, OFFICE_M) if spot else []
    offices = [one for one in found if one.kind in OFFICES]
    near = sorted(offices, key=lambda one: not one.division_code.startswith(post.area[:12]))
    return (near[0].name, near[0].lon, near[0].lat) if near else ("", None, None)


def _middle(area: str) -> tuple[float, float] | None:
    spots = places.spots([area])
    return (spots[0][2], spots[0][3]) if spots else None


def _plan(found: Round, post: Post, on: date, wish: Wish, *, by: Actor, at: datetime) -> Round:
    stops = {one.code: one for one in Stop.objects.filter(round=found)}
    over = {code: one for code, one in stops.items() if one.state in OVER}
    mode, begins, budget = _how(found, wish, over, on, at)
    start = _start(found, over)
    who = due.offered(
        post.area, on, post.employment, queries.in_force(on), due.taken(post.area, on, found.pk)
    )
    offers = [each for each in who if each.place.code not in over]
    urgent = [one for one in stops.values() if one.is_urgent and one.code not in over]
    calls = _calls(offers, urgent, on)
    way = routing.plan(routing.Task(calls, begins, budget, start, mode))
    _write(found, on, offers, urgent, way)
    told = {"area": found.area, "stops": len(way.legs), "left_out": len(way.left_out)}
    changes = {
        "mode": str(mode), "begins": begins if not over else found.begins, "metres": way.metres, "minutes": way.minutes,
        "budget": wish.budget or found.budget, "planned_at": at,
    }  # fmt: skip
    if not journal.move_subject(
        ROUND, found, NewEntry("patrol.round_planned", at, by.snapshot(), told), changes
    ):
        raise Outrun("patrol.outrun", name=found.area)
    return found


def _how(found: Round, wish: Wish, over: dict[str, Stop], on: date, at: datetime) -> tuple[Mode, int, int]:
    """The means, and from when on for how long: planned anew in its course, only what is left of the time."""
    mode, budget = Mode(wish.mode or found.mode), wish.budget or found.budget
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    minute = local.hour * 60 + local.minute if local.date() == on else 0
    begins = wish.begins or found.begins
    if over:
        return mode, minute, max(SHORTEST, begins + budget - minute)
    return mode, max(begins, minute), budget


def _start(found: Round, over: dict[str, Stop]) -> tuple[float, float] | None:
    done = [one for one in over.values() if one.state == StopState.DONE and one.done_at]
    if done:
        last = max(done, key=lambda one: one.done_at or found.planned_at)
        return last.lon, last.lat
    return (
        (found.start_lon, found.start_lat)
        if found.start_lon is not None and found.start_lat is not None
        else None
    )


def _calls(offers: Sequence[Offer], urgent: Sequence[Stop], on: date) -> list[routing.Call]:
    pressing = {one.code for one in urgent}
    told = [
        routing.Call(one.code, one.lon, one.lat, one.minutes, 0, True, one.opens, one.closes)
        for one in urgent
    ]
    for each in offers:
        if each.place.code not in pressing:
            place, hours = each.place, each.hours or rules.Hours(0, rules.DAY)
            told.append(
                routing.Call(
                    place.code,
                    place.lon,
                    place.lat,
                    each.minutes,
                    (each.due_on - on).days,
                    opens=hours.opens,
                    closes=hours.closes,
                )
            )
    return told


def _write(found: Round, on: date, offers: Sequence[Offer], urgent: Sequence[Stop], way: routing.Way) -> None:
    """The stops to come anew, in their turn; those that are over stay."""
    Stop.objects.filter(round=found).exclude(state__in=OVER).delete()
    legs = {leg.key: (number, leg) for number, leg in enumerate(way.legs, start=1)}
    pressing = {one.code for one in urgent}
    rows = [_stop(found, on, each) for each in offers if each.place.code not in pressing]
    for one in urgent:
        one.pk = None
        rows.append(one)
    for row in rows:
        turn = legs.get(row.code)
        row.number, row.arrives, row.metres = (
            (turn[0], turn[1].arrives, turn[1].metres) if turn else (None, None, 0)
        )
        row.state = StopState.PLANNED if turn else StopState.LEFT_OUT
    Stop.objects.bulk_create(rows)


def _stop(found: Round, on: date, offer: Offer) -> Stop:
    place, hours = offer.place, offer.hours
    return Stop(
        round=found, on=on, premises_id=place.premises_id, code=place.code, name=place.name, area=place.area, lon=place.lon,
        lat=place.lat, demands=list(offer.demands), due_on=offer.due_on, minutes=offer.minutes,
        opens=hours.opens if hours else None, closes=hours.closes if hours else None,
    )  # fmt: skip


def add_stop(post: Post, on: date, place: Place, *, by: Actor, at: datetime, why: str) -> Round:
    """Put an urgent place into a post's round of a day and plan it anew; already there, it becomes urgent.

    Refused: patrol.needs_why, patrol.not_in_round where the place lies outside the post's area.
    """
    require(by, "patrol.walk" if by.post_id == post.pk else "patrol.send", place)
    if not why.strip():
        raise Refused("patrol.needs_why")
    if not place.area.startswith(post.area):
        raise Refused("patrol.not_in_round", name=place.name)
    with transaction.atomic():
        found = _round(post, on, Wish(), by=by, at=at)
        facts: dict[str, Any] = {
            "is_urgent": True,
            "words": why.strip()[:200],
            "state": StopState.LEFT_OUT,
            "why": "",
        }
        there = Stop.objects.filter(round=found, code=place.code)
        if not there.update(**facts, done_at=None):
            Stop.objects.create(
                round=found, on=on, premises_id=place.premises_id, code=place.code, name=place.name, area=place.area,
                lon=place.lon, lat=place.lat, minutes=URGENT_MINUTES, **facts,
            )  # fmt: skip
        told = {"code": place.code, "name": place.name, "why": why.strip()}
        journal.move_subject(ROUND, found, NewEntry("patrol.stop_added", at, by.snapshot(), told), {})
        return _plan(found, post, on, Wish(), by=by, at=at)
