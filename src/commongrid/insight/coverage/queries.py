"""What coverage is counted from, and the counts that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from commongrid.base.calendar import queries as calendars
from commongrid.insight.coverage import rules
from commongrid.insight.coverage.models import Area, Count
from commongrid.registry.places.models import Grid
from commongrid.registry.places.terms import GridKind
from commongrid.registry.points import queries as points
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import Kind, State

HOMES = (Kind.BUILDING, Kind.RENTAL, Kind.RESIDENTIAL, Kind.SELF_BUILT)
"""The kinds of premises people live in."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that is to lie within reach, and the points that count: (lon, lat) of all, and of those open on weekends."""

    lons: NDArray[np.float64]
    lats: NDArray[np.float64]
    areas: NDArray[np.str_]
    rooms: NDArray[np.int64]
    is_grids: bool
    points: list[tuple[float, float]]
    weekend: list[tuple[float, float]]


def ground(at: datetime) -> Ground:
    """Homes in use (index premises_premises_kinds), basic grids where none is known, and the points that are open within a week."""
    rows = list(
        Premises.objects.filter(state=State.OPEN, kind__in=HOMES)
        .values_list("lon", "lat", "area", "rooms")
        .order_by()
    )
    is_grids = not rows
    if is_grids:
        grids = (
            Grid.objects.filter(valid_to=None, kind=GridKind.BASIC)
            .values_list("lon", "lat", "code")
            .order_by("code")
        )
        rows = [(lon, lat, code, None) for lon, lat, code in grids]
    lons, lats, areas, rooms = zip(*rows, strict=True) if rows else ((), (), (), ())
    found = points.listed(points.within("")[: points.MOST], at)
    calendar = calendars.calendar()
    shut = points.shut_of([one.point.pk for one in found], at)
    counted = [
        one.point for one in found if rules.is_open_soon(one.point.hours, shut[one.point.pk], calendar, at)
    ]
    return Ground(
        np.array(lons, np.float64),
        np.array(lats, np.float64),
        np.array(areas, np.str_),
        np.array([each or 0 for each in rooms], np.int64) if not is_grids else np.empty(0, np.int64),
        is_grids,
        [(one.lon, one.lat) for one in counted],
        [(one.lon, one.lat) for one in counted if rules.opens_on_weekends(one.hours)],
    )


def latest() -> Count | None:
    """The last count (primary key)."""
    return Count.objects.order_by("-day").first()


def areas_of(count: Count, within: str, size: int) -> Sequence[Area]:
    """The shares of the divisions of one level in an area, those with the most out of reach first (coverage_area_once)."""
    found = count.areas.filter(area__gte=within, area__lte=f"{within}999999999999")
    ours = [one for one in found if len(one.area) == size]
    return sorted(ours, key=lambda one: (one.covered - one.total, one.area))


def share_of(count: Count, area: str) -> Area | None:
    """The share of one division; "" is the city (coverage_area_once)."""
    return count.areas.filter(area=area).first()


def home_at(lon: float, lat: float) -> tuple[str, str]:
    """Code and name of the home at exactly this place, empty where it is a grid's middle (GiST premises_premises_point)."""
    found = [one for one, _metres in premises.nearest(lon, lat, 5, 5) if one.kind in HOMES]
    return (found[0].code, found[0].name) if found else ("", "")
