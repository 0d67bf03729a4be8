"""How good a division is: how even, how compact, and how much it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

import numpy as np
import shapely
from numpy.typing import NDArray

from commongrid.registry.places.plane import on_plane
from commongrid.registry.places.planning.land import Land
from commongrid.registry.places.rings import Area

type Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measures:
    """`imbalance`: the largest part's distance from the mean, as a share of it. `compactness`: the mean Polsby–Popper
    score 4πA/P², 1 for a circle. `in_parts`: parts that are not in one piece."""

    parts: int
    weights: tuple[float, ...]
    imbalance: float
    compactness: float
    least_compact: float
    in_parts: int


def measure(land: Land, labels: Labels) -> Measures:
    """The measures of a division; `labels` number each atom's part from 0."""
    parts = int(labels.max()) + 1
    weights = np.bincount(labels, land.weights, parts)
    scores = [_polsby_popper(land, np.flatnonzero(labels == part)) for part in range(parts)]
    mean = weights.mean() or 1.0
    broken = sum(not is_whole(land, set(np.flatnonzero(labels == part).tolist())) for part in range(parts))
    return Measures(
        parts,
        tuple(round(float(one), 1) for one in weights),
        round(float(np.abs(weights - mean).max() / mean), 4),
        round(float(np.mean(scores)), 3),
        round(float(min(scores)), 3),
        broken,
    )


def is_whole(land: Land, part: set[int]) -> bool:
    """Is every atom of a part reached from every other without leaving it?"""
    if not part:
        return False
    first = min(part)
    seen, waiting = {first}, [first]
    while waiting:
        for other in land.near[waiting.pop()]:
            if other in part and other not in seen:
                seen.add(other)
                waiting.append(other)
    return len(seen) == len(part)


def areas_of(land: Land, labels: Labels) -> list[Area]:
    """The parts as areas in degrees."""
    cells = np.array(land.cells, object)
    return [shapely.union_all(cells[labels == part]) for part in range(int(labels.max()) + 1)]  # type: ignore[misc]


def labels_of(land: Land, areas: Sequence[Area]) -> Labels:
    """Which of some areas each atom lies in (the nearest where none holds it): today's grids as a division."""
    points = [shapely.Point(atom.lon, atom.lat) for atom in land.atoms]
    flat = on_plane([*areas, *points])  # type: ignore[list-item]
    grids, spots = flat[: len(areas)], flat[len(areas) :]
    return np.array([int(np.argmin(shapely.distance(grids, spot))) for spot in spots], np.int64)


def _polsby_popper(land: Land, part: NDArray[np.int64]) -> float:
    inside = set(part.tolist())
    edge = float(land.rim[part].sum())
    edge += sum(metres for one in inside for other, metres in land.near[one].items() if other not in inside)
    return 4 * pi * float(land.sizes[part].sum()) / edge**2 if edge else 0.0
