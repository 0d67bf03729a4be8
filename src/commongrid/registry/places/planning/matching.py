"""Which proposed part goes on as which of today's grids, and how much changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commongrid.registry.places.planning.land import Land

type Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matched:
    """`heirs[part]` is the number of today's grid the part goes on as, -1 for a new one; `moved` the weight that changes grid."""

    heirs: tuple[int, ...]
    moved: float
    share: float


def match(land: Land, today: Labels, proposed: Labels) -> Matched:
    """Each part goes on as the grid it shares the most weight with, the largest shares first; each grid once."""
    grids, parts = int(today.max()) + 1, int(proposed.max()) + 1
    shared = np.zeros((parts, grids))
    np.add.at(shared, (proposed, today), land.weights)
    heirs = [-1] * parts
    pairs: Sequence[tuple[float, int, int]] = sorted(
        (-float(shared[part, grid]), part, grid)
        for part in range(parts)
        for grid in range(grids)
        if shared[part, grid]
    )
    for _weight, part, grid in pairs:
        if heirs[part] < 0 and grid not in heirs:
            heirs[part] = grid
    stays = sum(float(shared[part, heirs[part]]) for part in range(parts) if heirs[part] >= 0)
    total = float(land.weights.sum())
    return Matched(tuple(heirs), round(total - stays, 1), round(1 - stays / total, 4) if total else 0.0)
