"""Areas on pages that go down from city to grid: their names, the way to one, and how long the codes below are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commongrid.doors.look import naming
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries as premises

MOST_PARTS = 80
COUNTY = 6
NEXT = {0: 9, 2: 9, 4: 9, 6: 9, 9: 12, 12: 15}
"""How long the codes of the parts are that a page about an area offers to go down to."""


def next_size(area: str) -> int | None:
    """How long the codes of an area's parts are: a city with counties is parted into them first; None below a grid."""
    is_city = len(area) < COUNTY
    return COUNTY if is_city and places.has_counties() else NEXT.get(len(area))


def names(codes: Sequence[str]) -> dict[str, str]:
    """The names of divisions or of one community's grids, in the reader's language."""
    found = {code: naming.of(name) for code, name in places.names(codes).items()}
    if codes and len(codes[-1]) > 12:
        found |= {grid.code: naming.of(grid.name) for grid in places.current_grids(codes[-1][:12])}
    return found


def way_to(code: str) -> list[Any]:
    """The divisions down to an area, and its grid at the end where it is one."""
    grid = places.grid_by_code(code) if len(code) > 12 else None
    return [*places.path_of(code), *([grid] if grid else [])]


def below(area: str, size: int | None) -> list[str]:
    """The codes of the divisions directly below an area that hold premises, at most 80."""
    parts = premises.parts(area) if size else []
    return [part for part in parts if part != area and len(part) == size][:MOST_PARTS]
