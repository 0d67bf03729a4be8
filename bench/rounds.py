"""Plans rounds of 60 stops in made-up towns: the way beside a lower bound and beside going to the nearest next."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commongrid.work.patrol import routing
from commongrid.work.patrol.routing import Call, Task

TOWNS, STOPS, BLOCK = 8, 60, 90.0
METRE = 1 / 111_195
ASCENTS = 600
LONG_DAY = 24 * 60
type Ways = NDArray[np.float64]


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    rows = [one(number, chosen.stops, chosen.seed) for number in range(chosen.towns)]
    found = summed(rows)
    sys.stdout.write(json.dumps(found) + "\n" if chosen.json else told(found))
    return int(found["way"]["left_out"] > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench rounds", description=__doc__)
    parser.add_argument("--towns", type=int, default=TOWNS)
    parser.add_argument("--stops", type=int, default=STOPS)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    return parser


@dataclass(frozen=True, slots=True)
class Row:
    """One town: metres of our way, of the bound below any way and of the nearest next, and the seconds it took."""

    ours: float
    bound: float
    nearest: float
    seconds: float
    left_out: int


def town(number: int, stops: int, seed: int) -> Task:
    """Doors along the streets of blocks of 90 m, an office at a crossing; everything is due and the day is long."""
    rng = np.random.default_rng((seed, number))
    streets = int(np.ceil(np.sqrt(stops)))
    along, across = rng.uniform(0, streets * BLOCK, stops), rng.integers(0, streets, stops) * BLOCK
    is_east = rng.random(stops) < 0.5
    x = np.where(is_east, along, across) + rng.normal(0, 6, stops)
    y = np.where(is_east, across, along) + rng.normal(0, 6, stops)
    calls = [
        Call(f"S{n:03d}", 113.75 + a * METRE, 23.05 + b * METRE, 8, -1)
        for n, (a, b) in enumerate(zip(x, y, strict=True))
    ]
    return Task(calls, 0, LONG_DAY, (113.75 + BLOCK * METRE, 23.05 + BLOCK * METRE))


def one(number: int, stops: int, seed: int) -> Row:
    """One round planned, beside both."""
    task = town(number, stops, seed)
    began = time.perf_counter()
    way = routing.plan(task)
    seconds = time.perf_counter() - began
    far = routing.distances([task.start or (113.75, 23.05), *((call.lon, call.lat) for call in task.calls)])
    nearest = nearest_next(far)
    return Row(way.metres, bound(far, nearest), nearest, seconds, len(way.left_out))


def nearest_next(far: Ways) -> float:
    """Metres when one always goes to the nearest door that is left."""
    here, left, metres = 0, set(range(1, len(far))), 0.0
    while left:
        there = min(left, key=lambda each: far[here, each])
        metres, here = metres + far[here, there], there
        left.discard(there)
    return float(metres)


def bound(far: Ways, above: float) -> float:
    """No way from the start through all doors is shorter (Held and Karp 1970: trees with prices on their nodes).

    A way is a tree in which every node but the first and the last has two edges. With a price p for each edge at a node,
    way ≥ least tree − 2 Σp + p(start) + least p of an end; the prices are raised where the tree has too many edges.
    """
    n = len(far)
    price, best, step = np.zeros(n), 0.0, 2.0
    for turn in range(ASCENTS):
        length, degree = least_tree(far + price[:, None] + price[None, :])
        end = 1 + int(np.argmin(price[1:]))
        found = length - 2 * price.sum() + price[0] + price[end]
        best = max(best, found)
        wanted = np.full(n, 2)
        wanted[[0, end]] = 1
        off = degree - wanted
        if not off.any():
            break
        step = step * 0.5 if turn and turn % 60 == 0 else step
        price = price + step * (above - found) / float((off**2).sum()) * off
    return float(best)


def least_tree(far: Ways) -> tuple[float, NDArray[np.int64]]:
    """Length of the least spanning tree, and how many of its edges each node has (Prim)."""
    n = len(far)
    degree, length = np.zeros(n, dtype=np.int64), 0.0
    near, by = far[0].copy(), np.zeros(n, dtype=np.int64)
    near[0] = np.inf
    inside = np.zeros(n, dtype=bool)
    inside[0] = True
    for _ in range(n - 1):
        new = int(np.argmin(near))
        length += float(near[new])
        degree[[new, by[new]]] += 1
        inside[new] = True
        closer = ~inside & (far[new] < near)
        near[closer], by[closer] = far[new][closer], new
        near[new] = np.inf
    return length, degree


def summed(rows: list[Row]) -> dict[str, dict[str, Any]]:
    """Means over the towns, the worst ratio beside them."""
    ours, limit = statistics.fmean(row.ours for row in rows), statistics.fmean(row.bound for row in rows)
    nearest = statistics.fmean(row.nearest for row in rows)
    way = {
        "ours": round(ours), "limit": round(limit), "ratio": round(ours / limit, 3),
        "worst": round(max(row.ours / row.bound for row in rows), 3), "nearest": round(nearest),
        "beside_nearest": round(ours / nearest, 3), "seconds": round(statistics.fmean(row.seconds for row in rows), 2),
        "slowest": round(max(row.seconds for row in rows), 2), "towns": len(rows), "left_out": sum(row.left_out for row in rows),
    }  # fmt: skip
    return {"way": way}


def told(found: dict[str, dict[str, Any]]) -> str:
    way = found["way"]
    return (
        f"{way['towns']} towns\n"
        f"  ours            {way['ours']:>9,} m in {way['seconds']} s (slowest {way['slowest']} s)\n"
        f"  lower bound     {way['limit']:>9,} m\n"
        f"  ratio           {way['ratio']:>9} (worst {way['worst']}; aim: 1.1)\n"
        f"  nearest next    {way['nearest']:>9,} m; ours is {way['beside_nearest']} of it\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
