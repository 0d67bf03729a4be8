"""Where the simulated cases happen: grids by how much goes on there, spots inside them, hot ones again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commongrid.doors.exchange.history import words
from commongrid.doors.exchange.history.lots import lot
from commongrid.intake import queries as intake
from commongrid.registry.places import queries as places

SPOTS = 24
"""Places in a grid where things happen."""
SPREAD = 0.0011
NOBODY_KNOWS = 0.06
"""The share of which only the grid's community is known, without a position."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one case is: as `intake.queries.Place` has it, with position and address."""

    area: str
    division_id: str
    grid_id: int | None
    centre_id: int
    letters: str
    lon: float | None
    lat: float | None
    address: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Every spot of the city, with the weight of its grid and its own."""

    codes: list[str]
    centres: NDArray[np.float64]
    weights: NDArray[np.float64]
    streets: tuple[str, ...]
    seed: int

    def spots(self, rng: np.random.Generator, count: int) -> list[Spot]:
        """So many places by lot, located in bulk."""
        grids = rng.choice(len(self.codes), count, p=self.weights)
        spots = np.minimum((SPOTS * rng.random(count) ** 2.2).astype(int), SPOTS - 1)
        keys = (grids * SPOTS + spots).astype(np.uint64)
        turn, far = _mixed(keys, self.seed) * np.pi * 2, _mixed(keys, self.seed + 1)
        aside = np.stack([np.cos(turn), np.sin(turn)], 1) * (far * SPREAD)[:, None]
        points = self.centres[grids] + aside + rng.normal(0, 0.00004, (count, 2))
        found = places.locate_many(points[:, 0], points[:, 1])
        unknown = rng.random(count) < NOBODY_KNOWS
        numbers = _mixed(keys, self.seed + 2)
        return [
            self._spot(each)
            for each in zip(
                found.area_codes.tolist(), found.grid_ids.tolist(), points.round(6).tolist(), grids.tolist(),
                unknown.tolist(), numbers.tolist(), strict=True,
            )
        ]  # fmt: skip

    def _spot(self, each: tuple[str, int, list[float], int, bool, float]) -> Spot:
        area, grid, point, home, unknown, number = each
        address = f"{self.streets[int(number * len(self.streets))]}{1 + int(number * 7919) % 188}号"
        if not grid or area[:4] != self.codes[home][:4]:
            point, area = self.centres[home].round(6).tolist(), self.codes[home]
        place, area = _filed(area), area[:12] if unknown else area
        lon, lat = (None, None) if unknown else point
        grid_id = None if unknown else grid or None
        return Spot(area, place.division_id or "", grid_id, place.centre_id, place.letters, lon, lat, address)


_places: dict[str, intake.Place] = {}


def _filed(area: str) -> intake.Place:
    """Every grid of a community is filed as the community is; each is asked about once."""
    found = _places.get(area[:12])
    if found is None:
        found = _places[area[:12]] = intake.place(None, None, area[:12])
    return found


def _mixed(keys: NDArray[np.uint64], salt: int) -> NDArray[np.float64]:
    """A number from 0 to 1 for each key, always the same (splitmix64)."""
    x = keys + np.uint64(salt * 0x9E3779B97F4A7C15 & (2**64 - 1))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((x ^ (x >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) / 2.0**53


def gather(seed: int) -> Scene:
    """The grids in force; some are busy, most are not."""
    rows = list(places.current_grids().values_list("code", "lon", "lat"))
    rng = np.random.default_rng([seed, 2])
    weights = rng.lognormal(0.0, 0.9, len(rows))
    streets = tuple(words.said()["streets"])
    order = lot(seed, "streets").sample(streets, len(streets))
    points = np.array([(lon, lat) for _, lon, lat in rows])
    return Scene([code for code, *_ in rows], points, weights / weights.sum(), tuple(order), seed)
