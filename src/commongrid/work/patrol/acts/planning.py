"""A round is planned for one post and one day, and planned anew when something urgent comes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.places import queries as places
from commongrid.registry.units.models import Post
from commongrid.work.patrol import rules
from commongrid.work.patrol.acts import ordering
from commongrid.work.patrol.acts.ordering import Wish
from commongrid.work.patrol.models import Round, Stop
from commongrid.work.patrol.terms import ROUND, Area, Mode, Place, StopState

BEGINS, BUDGET, JUST_NOW = 9 * 60, 180, timedelta(seconds=10)
"""A round begins at nine and takes three hours unless the worker says otherwise; planned just now it stands."""
URGENT_MINUTES = 10
OFFICE_M, OFFICES = 2_000.0, ("centre", "hall", "station")


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
        return ordering.order(found, post, on, wish, by=by, at=at)


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
        return ordering.order(found, post, on, Wish(), by=by, at=at)
