"""What our maps are drawn from: boundaries, landscape, public matters and service points. Public data only."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from commongrid.cases import queries as cases
from commongrid.cases.queries import boxes
from commongrid.doors.look import mapdata
from commongrid.doors.portal import near
from commongrid.registry.places import coordinates
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.places.terms import Nearby

MOST = 500
SHOWN_M = 550
"""Metres a map reaches to each side of the point it was asked for."""


def matters_in(west: float, south: float, east: float, north: float) -> list[dict[str, Any]]:
    """The newest open public matters in a box as points, at most MOST (indexes cases_case_found, cases_case_opened)."""
    asked = boxes.within(near.asked_public(), west, south, east, north)
    return [_point_of(near.public(case)) for case in cases.page(asked, "opened", size=MOST).cases]


def _point_of(public: near.Public) -> dict[str, Any]:
    kind = near.kind_of(public.case)
    url = reverse("portal:public", args=[public.case.number])
    return mapdata.point(public.case.lon, public.case.lat, kind, public.title, url)


def service_points() -> list[dict[str, Any]]:
    """Every service point in use, as points."""
    found = ServicePoint.objects.filter(active=True).order_by("code")
    return [_service(one) for one in found[:MOST]]


def _service(one: ServicePoint | Nearby) -> dict[str, Any]:
    english = (get_language() or "").startswith("en")
    title = (one.name_en if english else "") or one.name
    return mapdata.point(one.lon, one.lat, "service", title, reverse("portal:point", args=[one.code]))


def around(lon: float | None, lat: float | None, *, as_known: bool = False) -> dict[str, Any]:
    """One map: the towns of the city, the grids of the town at this point (else of the only town), what is open there.

    `as_known`: open matters as the hollow squares of what exists already, for the map of a report.
    """
    town = _town_at(lon, lat)
    city = places.city()
    towns = mapdata.areas(city.code, 1) if city else []
    grids = mapdata.areas(town, 1, 2) if town else []
    wide = mapdata.bounds(grids or towns)
    bounds = wide if lon is None or lat is None else list(coordinates.box(lon, lat, SHOWN_M))
    told: dict[str, Any] = {"areas": mapdata.collection([*towns, *grids]), **mapdata.landscape()}
    points = matters_in(*wide) if wide else []
    for point in points if as_known else ():
        point["properties"]["kind"] = "existing"
    told["points"] = mapdata.collection([*points, *service_points()])
    return {**told, "bounds": bounds} if bounds else told


def _town_at(lon: float | None, lat: float | None) -> str:
    if lon is not None and lat is not None:
        return next((code for code in places.locate(lon, lat).path if len(code) == 9), "")
    towns = places.divisions_within("", "town")[:2]
    return towns[0].code if len(towns) == 1 else ""
