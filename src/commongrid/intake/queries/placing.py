"""Where a report belongs: its division, its grid, the centre that looks at it, the cells around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import h3

from commongrid.base.verdicts import Refused, Why
from commongrid.intake import nearness
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report belongs and which centre looks at it; `area` is "" when nobody knows where it is."""

    area: str
    division_id: str | None
    grid_id: int | None
    centre_id: int
    letters: str
    why: Why


def place(lon: float | None, lat: float | None, area: str = "") -> Place:
    """From a position, else from an area code somebody chose, else unknown: then the city's centre asks.

    Raises Refused("intake.outside_city") for a position outside, naming how far.
    """
    if lon is not None and lat is not None:
        located = places.locate(lon, lat)
        if not located.area_code and not area:
            raise Refused("intake.outside_city", **located.why.facts)
        if located.area_code:
            grid = located.dedicated_grid_id or located.grid_id
            return _place(located.area_code, located.path, grid, located.why)
    if area:
        path = path_of(area)
        if not path:
            raise Refused("intake.unknown_area", area=area)
        return _place(area, path, None, Why("intake.area_chosen", {"area": area}))
    city = places.city()
    return _place("", (city.code,) if city else (), None, Why("intake.no_place"))


def path_of(area: str) -> tuple[str, ...]:
    """Division codes from the top down for an area code, a grid's included; no query."""
    return places.path(area)


@lru_cache(maxsize=4096)
def _letters(path: tuple[str, ...], version: str) -> str:
    """The two letters case numbers of a place begin with: its own, else those of the division above (primary keys)."""
    found = [one.number_letters for one in places.path_of(path[-1]) if one.number_letters] if path else []
    return found[-1] if found else ""


def _place(area: str, path: tuple[str, ...], grid_id: int | None, why: Why) -> Place:
    centre_id = units.centre_id_for(path)
    if centre_id is None:
        raise Refused("intake.no_centre", area=area)
    return Place(
        area, path[-1] if area else None, grid_id, centre_id, _letters(path, places.atlas().version), why
    )


def cell(lon: float | None, lat: float | None) -> int | None:
    """The H3 cell of a position (resolution 10: about 76 m from centre to corner), as PostgreSQL keeps it."""
    if lon is None or lat is None:
        return None
    return int(h3.str_to_int(h3.latlng_to_cell(lat, lon, nearness.CELL)))
