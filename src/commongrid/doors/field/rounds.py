"""A round as the field shows it: the next place with where it lies, the rest, and what is kept about a check-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from commongrid.base.privacy import retention
from commongrid.doors.field import demanded
from commongrid.doors.field.demanded import Asked
from commongrid.doors.look import mapdata
from commongrid.work.patrol import queries, rules
from commongrid.work.patrol.models import CheckIn, Round, Stop
from commongrid.work.patrol.terms import StopState

KEPT_SHOWN = 100
STREET = 0.0008
"""Degrees, about 80 m."""


@dataclass(frozen=True, slots=True)
class Next:
    """The next place: how far from the one before it, and in which direction ("" when nobody knows from where)."""

    stop: Stop
    metres: int
    direction: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Line:
    """A place that is still to be gone to, when one is there by the plan ("" if it has no turn), and what is asked there."""

    stop: Stop
    at: str
    asked: Asked


def shown(found: Round) -> dict[str, Any]:
    """The stops by what is to be done with them, and the next one on top."""
    stops = queries.stops_of(found)
    to_go = [one for one in stops if one.state == StopState.PLANNED]
    over = [one for one in stops if one.state in (StopState.DONE, StopState.SKIPPED)]
    waiting = [one for one in stops if one.state == StopState.LEFT_OUT]
    asked = demanded.by_stop([*to_go, *waiting])
    return {
        "next": _next(found, to_go, over, asked) if to_go else None,
        "rest": [Line(one, clock(one.arrives), asked[one.code]) for one in to_go[1:]],
        "left_out": [Line(one, "", asked[one.code]) for one in waiting],
        "over": sorted(over, key=lambda one: one.done_at or found.planned_at),
        "left": len(to_go),
        "done": sum(one.state == StopState.DONE for one in over),
        "ends": clock(_ends(to_go)),
    }


def _next(found: Round, to_go: Sequence[Stop], over: Sequence[Stop], asked: Mapping[str, Asked]) -> Next:
    stop, before = to_go[0], _spot_before(found, over)
    word = rules.which_direction(*before, stop.lon, stop.lat) if before else ""
    return Next(stop, stop.metres, word, asked[stop.code])


def _spot_before(found: Round, over: Sequence[Stop]) -> tuple[float, float] | None:
    done = [one for one in over if one.state == StopState.DONE and one.done_at]
    if done:
        last = max(done, key=lambda one: one.done_at or found.planned_at)
        return last.lon, last.lat
    if found.start_lon is None or found.start_lat is None:
        return None
    return found.start_lon, found.start_lat


def _ends(to_go: Sequence[Stop]) -> int | None:
    last = to_go[-1] if to_go else None
    return last.arrives + last.minutes if last and last.arrives is not None else None


def clock(minute: int | None) -> str:
    """Minutes since midnight as the clock shows them."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}" if minute is not None else ""


def drawn(found: Round) -> dict[str, Any]:
    """The line and its places for the map: numbered to go to, hollow when done, small when they did not fit."""
    stops = queries.stops_of(found)
    to_go = [one for one in stops if one.state == StopState.PLANNED]
    begun = _spot_before(found, [one for one in stops if one.state == StopState.DONE])
    line = [*([begun] if begun else []), *((one.lon, one.lat) for one in to_go)]
    features = [
        mapdata.stop((one.lon, one.lat), _state(one), one.name, _url(one), str(one.number or ""))
        for one in stops
    ]
    near = [one for one in features if one["properties"]["state"] != "done"] or features
    told = {"route": mapdata.line(line), "stops": mapdata.collection(features)}
    return told | ({"bounds": _around(mapdata.bounds(near))} if near else {})


def whole_grids(found: Round) -> dict[str, str]:
    """Grids that are a stop of their own, by code, and how they stand on the map."""
    return {one.code: _state(one) for one in queries.stops_of(found) if one.premises_id is None}


def _around(bounds: list[float]) -> list[float]:
    """A street's width around the places, so that two of one house are not shown as large as a town."""
    west, south, east, north = bounds
    return [west - STREET, south - STREET, east + STREET, north + STREET]


def _state(stop: Stop) -> str:
    return {StopState.PLANNED: "next", StopState.LEFT_OUT: "fresh"}.get(StopState(stop.state), "done")


def _url(stop: Stop) -> str:
    return reverse("field:checkin", args=[stop.code])


@dataclass(frozen=True, slots=True)
class Kept:
    """One check-in with what is stored of it now and until when; `position` is "" when none is."""

    checkin: CheckIn
    position: str
    position_until: datetime
    who_until: datetime


def days() -> dict[str, int]:
    """How many days the city keeps positions, names and rounds."""
    chosen = {one.key: one.days or 0 for one in retention.all_of_them()}
    return {name: chosen[f"patrol.{name}"] for name in ("position", "who", "round")}


def kept_of(checkins: Sequence[CheckIn]) -> list[Kept]:
    """Each with the moments at which its position and its name go."""
    told = days()
    return [
        Kept(
            one,
            f"{one.lat:.3f}, {one.lon:.3f}" if one.lat is not None and one.lon is not None else "",
            one.sent_at + timedelta(days=told["position"]),
            one.sent_at + timedelta(days=told["who"]),
        )
        for one in checkins
    ]
