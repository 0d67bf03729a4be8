"""The stops of a round in their order: what is offered and what is urgent, through the search, and written down again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun
from commongrid.registry.units.models import Post
from commongrid.work.patrol import queries, routing
from commongrid.work.patrol.models import Round, Stop
from commongrid.work.patrol.queries import due
from commongrid.work.patrol.queries.due import Offer
from commongrid.work.patrol.terms import ROUND, Mode, StopState

SHORTEST = 30
OVER = (StopState.DONE, StopState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants to walk today; None leaves what there was, else what is usual."""

    mode: Mode | None = None
    budget: int | None = None
    begins: int | None = None


def order(found: Round, post: Post, on: date, wish: Wish, *, by: Actor, at: datetime) -> Round:
    """Order what is left of a round anew, due first and then by the way; Outrun when somebody else did it meanwhile."""
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
            place, hours = each.place, each.hours
            told.append(
                routing.Call(
                    place.code,
                    place.lon,
                    place.lat,
                    each.minutes,
                    (each.due_on - on).days,
                    opens=hours.opens if hours else None,
                    closes=hours.closes if hours else None,
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
