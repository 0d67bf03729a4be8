"""Borders of a sketch as smooth curves that shake a little, the same at every drawing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commongrid.registry.places.cells import scatter

type Line = NDArray[np.float64]


SHAKE = {"border": 0.10, "edge": 0.12, "river": 0.0}
"""How far a border strays between two of its points, as part of their distance."""


FINEST_M = 45


def border(nodes: Mapping[str, Any], said: Mapping[str, Any], number: int) -> Line:
    through = [nodes[point] if isinstance(point, str) else point for point in said["through"]]
    shake = SHAKE[said.get("style", "border")]
    points = np.array(through, float)
    is_ring = bool((points[0] == points[-1]).all())
    bent = curve(points, is_ring)
    return _shaken(bent, shake, number) if shake else bent


def curve(points: Line, is_ring: bool) -> Line:
    """A Catmull-Rom curve through the points; where it is asked to pass, it passes exactly."""
    before, after = (points[-2], points[1]) if is_ring else (points[0], points[-1])
    held = np.vstack([before, points, after])
    t = np.arange(0, 1, 0.25)[:, None]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(held, held[1:], held[2:], held[3:], strict=False)
    ]
    return np.vstack([*parts, points[-1:]])


def _shaken(points: Line, shake: float, seed: int) -> Line:
    """Midpoints moved sideways again and again until the pieces are fine; the given points stay."""
    for depth in range(6):
        steps = np.diff(points, axis=0)
        lengths = np.hypot(*steps.T)
        if lengths.max() < FINEST_M:
            break
        chance = scatter(np.arange(len(steps), dtype=np.uint64) + np.uint64(seed * 100_003 + depth * 1_009))
        sideways = np.column_stack([-steps[:, 1], steps[:, 0]]) * (chance * shake)[:, None]
        middles = points[:-1] + steps / 2 + sideways
        is_split = lengths >= FINEST_M
        order = np.sort(np.concatenate([np.arange(len(points)), np.flatnonzero(is_split) + 0.5]))
        points = np.array([middles[int(at)] if at % 1 else points[int(at)] for at in order])
    return points
