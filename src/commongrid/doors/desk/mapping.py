"""What the desk's map shows of a filter: sums by place from far, cases from near, and never more than so many."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import FETCH_RAISE
from django.urls import reverse

from commongrid.base.access.terms import Actor
from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.cases.queries import boxes, gathering
from commongrid.doors.desk import filters, viewing
from commongrid.doors.desk.filters import Filter
from commongrid.doors.desk.viewing import View
from commongrid.doors.look import lights, mapdata, naming
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.work.tallies import queries as tallies

MOST = 2_000
"""Cases on one map at once; from how many is said, and the newest are shown."""
NEAR, MIDDLE = 14, 11.5
"""Zoom from which single cases are drawn; below it communities are summed, below the other one towns."""
MOST_SERVICE = 300
OPEN = ("waiting", "sent_back", "assigned", "handling", "checking", "paused")
TOWN, COMMUNITY = 9, 12


def service_points(view: View) -> dict[str, Any]:
    """Service points in view, from the middle zoom on (some hundred rows a city)."""
    if view.zoom < MIDDLE:
        return mapdata.collection([])
    told = ServicePoint.objects.filter(view.box, active=True).order_by("code")[:MOST_SERVICE]
    return mapdata.collection(
        mapdata.point(one.lon, one.lat, "service", naming.of(one), reverse("portal:point", args=[one.code]))
        for one in told
    )


def shown(found: Filter, actor: Actor, view: View, now: datetime) -> dict[str, Any]:
    """Sums where the filter is a plain queue and the map is far; else the newest cases in view."""
    summed = _sums(found, actor, view) if view.zoom < NEAR else None
    if summed is not None:
        total = sum(one["n"] for one in summed)
        return {
            "sums": summed,
            "points": mapdata.collection([]),
            "count": total,
            "service": service_points(view),
        }
    keys = gathering.gather(
        boxes.within(filters.apply(found, actor, now), *view.sides), _order(found), most=MOST + 1
    )
    points = _points([key for _, key in keys.keys[:MOST]], now)
    more = not keys.is_all or len(keys.keys) > MOST
    near = {"points": mapdata.collection(points), "count": len(points), "more": more}
    return {"sums": [], "service": service_points(view), **near}


def values(found: Filter, actor: Actor, within: str, size: int) -> dict[str, int] | None:
    """Open cases by division for the colours of the map; None where sums by place are not kept for this filter."""
    is_plain = replace(found, queue="", area="", order="", after="") == Filter()
    names = OPEN if found.queue in ("open", "any") else (found.queue,)
    return tallies.by_area(actor, names, within or found.area, size) if is_plain else None


def _sums(found: Filter, actor: Actor, view: View) -> list[dict[str, Any]] | None:
    if found.queue == "any":
        return None
    size = TOWN if view.zoom < MIDDLE and len(actor.area) < TOWN and len(found.area) < TOWN else COMMUNITY
    counted = values(found, actor, found.area, size)
    if counted is None:
        return None
    url = reverse("desk:map_page")
    addresses = {code: f"{url}?{found.query(area=code)}" for code in counted}
    return viewing.sums(places.spots(list(counted)), counted, addresses)


def _order(found: Filter) -> gathering.Order:
    """The newest; for a list of what is due the next due."""
    return gathering.ORDERS[found.sorted_by]


def _points(keys: list[Any], now: datetime) -> list[dict[str, Any]]:
    columns = (
        "number",
        "title",
        "address",
        "edition_id",
        "lon",
        "lat",
        "status",
        "due_at",
        "soon_at",
        "paused_until",
        "closed_at",
    )
    whole = Case.objects.only(*columns).fetch_mode(FETCH_RAISE)
    found = {case.pk: case for case in whole.filter(pk__in=keys)} if keys else {}
    return [_point(found[key], now) for key in keys if key in found]


def _point(case: Case, now: datetime) -> dict[str, Any]:
    kind = str(matters.edition_kept(case.edition_id).kind)
    made = mapdata.point(
        case.lon, case.lat, kind, naming.title(case), reverse("desk:case", args=[case.number])
    )
    light = lights.of(case, now)
    made["properties"] |= {"number": numbers.spoken(case.number), "light": light.words, "state": light.state}
    return made
