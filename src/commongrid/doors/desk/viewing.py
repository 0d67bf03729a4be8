"""What a wide map of the desk shows: the rectangle on the screen, how near it is, and sums by place from far."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from commongrid.doors.look import mapdata, naming

NEXT_ZOOM = {6: 10.5, 9: 12.5, 12: 14.5, 15: 16.5}
"""How near a click on a sum leads, by the digits of its place: to where the parts of it are told apart."""


@dataclass(frozen=True, slots=True)
class View:
    """What the screen shows: west, south, east, north and how near."""

    west: float
    south: float
    east: float
    north: float
    zoom: float

    @property
    def sides(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.east, self.north

    @property
    def box(self) -> Q:
        return Q(lon__range=(self.west, self.east), lat__range=(self.south, self.north))

    def holds(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def read(request: HttpRequest) -> View | None:
    """`bbox=west,south,east,north` and `zoom` of an address; None where they are no rectangle on earth."""
    try:
        west, south, east, north = (float(side) for side in request.GET.get("bbox", "").split(","))
        zoom = float(request.GET.get("zoom", "12"))
    except ValueError:
        return None
    sides = (west, south, east, north, zoom)
    if not all(map(math.isfinite, sides)) or not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    return View(*sides)


def not_a_view() -> JsonResponse:
    """What an address without a rectangle is answered."""
    return JsonResponse({"detail": _("bbox is four numbers: west,south,east,north")}, status=400)


def sums(
    spots: Iterable[tuple[str, str, float, float]], counted: Mapping[str, int], addresses: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One round mark for each place (code, name, middle) that has a count: how many, and the list behind them."""
    return [
        {"code": code, "n": counted[code], "lon": lon, "lat": lat, "name": naming.of(name),
         "zoom": NEXT_ZOOM.get(len(code), NEXT_ZOOM[15]), "url": addresses[code]}
        for code, name, lon, lat in spots
        if counted.get(code)
    ]  # fmt: skip


def ground(within: str, *depths: int) -> dict[str, Any]:
    """Boundaries so many levels below a division, the landscape, and the box around them, as `map.js` reads them."""
    drawn = mapdata.areas(within, *depths) if within else []
    told = {"areas": mapdata.collection(drawn), **mapdata.landscape()}
    return {**told, "bounds": bounds} if (bounds := mapdata.bounds(drawn)) else told
