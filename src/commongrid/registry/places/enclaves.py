"""Dedicated grids of a recipe: schools, hospitals, markets, estates, each a small shape inside one basic grid. Pure.

A `[[dedicated]]` of grids.toml says how many (`total`), what they are called (`name`, with {stem} of the village and
{number}), and perhaps `within` which codes. They are spread evenly over the basic grids in the order of their codes,
one in each at most, so that none overlaps another and each lies in one community.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

SHARE = 0.6
"""Of the largest circle that fits into the basic grid: enough to be seen, and clear of every border."""


@dataclass(frozen=True, slots=True)
class Enclave:
    """One dedicated grid: the basic grid it lies in (its place in the list), its code, name and shape."""

    inside: int
    code: str
    name: str
    area: shapely.Polygon


def draw(
    recipes: Sequence[Mapping[str, Any]],
    villages: Sequence[str],
    areas: Sequence[shapely.Polygon],
    stems: Mapping[str, str],
) -> list[Enclave]:
    """The dedicated grids over basic ones given by their village and shape; numbers go on after the basic ones.

    Raises ValueError when a recipe asks for more than there are basic grids left within its codes.
    """
    numbers = Counter(villages)
    taken: set[int] = set()
    found: list[Enclave] = []
    for recipe in recipes:
        named: Counter[str] = Counter()
        for place in _places(recipe, villages, taken):
            village = villages[place]
            numbers[village] += 1
            named[village] += 1
            taken.add(place)
            name = str(recipe["name"]).format(stem=stems[village], number=named[village])
            found.append(Enclave(place, f"{village}{numbers[village]:03d}", name, _shape(areas[place])))
    return found


def _places(recipe: Mapping[str, Any], villages: Sequence[str], taken: set[int]) -> Iterator[int]:
    within = tuple(str(code) for code in recipe.get("within", ("",)))
    free = [place for place, code in enumerate(villages) if place not in taken and code.startswith(within)]
    total = int(recipe["total"])
    if total > len(free):
        raise ValueError(
            f"{total} dedicated grids named “{recipe['name']}”, but only {len(free)} basic grids are free"
        )
    for order, place in enumerate(free):
        if (order + 1) * total // len(free) > order * total // len(free):
            yield place


def _shape(area: shapely.Polygon) -> shapely.Polygon:
    radius = shapely.maximum_inscribed_circle(area)
    centre = shapely.get_point(radius, 0)
    return shapely.Polygon(shapely.buffer(centre, SHARE * shapely.length(radius), quad_segs=2))
