"""Counts which of a city's buildings lie within 500 m of a point and where ten more help most, beside Shapely's bulk query."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from commongrid.insight.coverage import reach

BUILDINGS, POINTS, MOST, REACH = 389_000, 645, 10, 500.0
WEIGHED = 30_000
"""So many buildings are weighed all each time too: their pairs fit into memory."""
RADIUS = 6_371_008.8
WIDE, TALL = 60_000.0, 55_000.0


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    found = {
        "covered": covered(chosen.buildings, chosen.points, chosen.rounds, chosen.seed),
        "best": best(min(WEIGHED, chosen.buildings), chosen.points, chosen.seed),
    }
    sys.stdout.write(json.dumps(found) + "\n" if chosen.json else told(found))
    return int(found["covered"]["wrong"] > 0 or found["best"]["wrong"] > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench coverage", description=__doc__)
    parser.add_argument("--buildings", type=int, default=BUILDINGS)
    parser.add_argument("--points", type=int, default=POINTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    return parser


def city(
    buildings: int, points: int, seed: int
) -> tuple[reach.Sites, NDArray[np.float64], NDArray[np.float64]]:
    """Buildings gathered around as many middles as there are villages, and points near some of them; a plane on the equator."""
    rng = np.random.default_rng(seed)
    middles = rng.random((max(points, 8), 2)) * (WIDE, TALL)
    spots = middles[rng.integers(0, len(middles), buildings)] + rng.normal(0, 700, (buildings, 2))
    stands = middles[:points] + rng.normal(0, 300, (points, 2))
    degrees = np.degrees(1 / RADIUS)
    sites = reach.Sites(spots[:, 0] * degrees, spots[:, 1] * degrees, np.ones(buildings, np.int64), REACH)
    return sites, spots, stands


def covered(buildings: int, points: int, rounds: int, seed: int) -> dict[str, Any]:
    """Buildings a second: ours with its sorting into cells, and one bulk query of a tree of the points."""
    sites, spots, stands = city(buildings, points, seed)
    degrees = np.degrees(1 / RADIUS)
    lons, lats = (stands * degrees).T

    def ours() -> NDArray[np.bool_]:
        made = reach.Sites(sites.lons, sites.lats, sites.weights, REACH)
        return made.covered(lons.tolist(), lats.tolist())

    def limit() -> NDArray[np.bool_]:
        tree = shapely.STRtree(shapely.points(stands))
        flags = np.zeros(buildings, dtype=bool)
        flags[tree.query(shapely.points(spots), predicate="dwithin", distance=REACH)[0]] = True
        return flags

    seconds = [(timed(ours)[1], timed(limit)[1]) for _ in range(rounds)]
    mine, theirs = (statistics.median(one) for one in zip(*seconds, strict=True))
    wrong = int((ours() != limit()).sum())
    return {
        "ours": round(buildings / mine), "limit": round(buildings / theirs), "ratio": round(theirs / mine, 2),
        "seconds": round(mine, 3), "buildings": buildings, "points": points, "wrong": wrong, **whole(sites, lons, lats),
    }  # fmt: skip


def whole(sites: reach.Sites, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> dict[str, Any]:
    """Seconds for ten proposals among all buildings."""
    flags = sites.covered(lons.tolist(), lats.tolist())
    chosen, seconds = timed(lambda: list(reach.best(sites, flags, MOST)))
    return {
        "best_seconds": round(seconds, 2),
        "share": round(float(flags.mean()), 3),
        "gain": sum(gain for _, gain in chosen),
    }


def best(buildings: int, points: int, seed: int) -> dict[str, Any]:
    """Seconds for ten proposals: ours, and weighing every building each time on pairs of one bulk query."""
    sites, spots, stands = city(buildings, points, seed)
    degrees = np.degrees(1 / RADIUS)
    flags = sites.covered(*(stands * degrees).T.tolist())

    def limit() -> list[tuple[int, int]]:
        shapes = shapely.points(spots)
        one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=REACH)
        left, chosen = np.where(flags, 0, sites.weights), []
        for _ in range(MOST):
            gains = np.bincount(one, weights=left[other], minlength=buildings)
            site = int(np.argmax(gains))
            chosen.append((site, int(gains[site])))
            left[other[one == site]] = 0
        return chosen

    mine, ours_s = timed(lambda: list(islice(reach.best(sites, flags, MOST), MOST)))
    theirs, limit_s = timed(limit)
    wrong = sum(a != b for a, b in zip(mine, theirs, strict=True))
    return {
        "ours": round(ours_s, 3), "limit": round(limit_s, 3), "ratio": round(ours_s / limit_s, 3),
        "buildings": buildings, "wrong": wrong,
    }  # fmt: skip


def timed[T](work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def told(found: dict[str, dict[str, Any]]) -> str:
    one, more = found["covered"], found["best"]
    return (
        f"Within reach: {one['ours']:,} buildings a second, bulk query {one['limit']:,} ({one['ratio']} of it),"
        f" {one['wrong']} different; {one['share']:.1%} of {one['buildings']:,} covered by {one['points']}.\n"
        f"Ten proposals among {one['buildings']:,}: {one['best_seconds']} s. Among {more['buildings']:,}: {more['ours']} s,"
        f" weighing all each time {more['limit']} s ({more['ratio']}), {more['wrong']} different.\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
