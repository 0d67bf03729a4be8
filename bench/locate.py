"""Locates a million points among 6,098 grids, beside Shapely's bulk STRtree query alone."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from commongrid.registry.places.atlas import Atlas, Place, Plot

GRIDS, POINTS = 6_098, 1_000_000
COMMUNITY = "990100101"
EACH = 10
"""Grids of one community."""
BOX = shapely.box(113.5, 22.65, 114.25, 23.15)


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    rng = np.random.default_rng(chosen.seed)
    areas = city(chosen.grids, rng)
    atlas = atlas_of(areas)
    lons, lats = rng.uniform(113.5, 114.25, chosen.points), rng.uniform(22.65, 23.15, chosen.points)
    tree = shapely.STRtree(np.array(areas, object))
    points = shapely.points(lons, lats)
    limit = best(lambda: tree.query(points, predicate="intersects"), chosen.rounds)
    ours = best(lambda: atlas.locate_many(lons, lats), chosen.rounds)
    wrong = disagreements(atlas, tree, points, lons, lats)
    found = {
        "points": chosen.points,
        "grids": chosen.grids,
        "ours": round(chosen.points / ours),
        "limit": round(chosen.points / limit),
        "ratio": round(limit / ours, 2),
        "wrong": wrong,
    }
    sys.stdout.write(json.dumps({"locate": found}) + "\n" if chosen.json else told(found))
    return int(wrong > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench locate", description=__doc__)
    parser.add_argument("--points", type=int, default=POINTS)
    parser.add_argument("--grids", type=int, default=GRIDS)
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    return parser


def city(grids: int, rng: np.random.Generator) -> list[Any]:
    """So many grids without gap or overlap: the cells around random points."""
    seeds = shapely.multipoints(rng.uniform((113.5, 22.65), (114.25, 23.15), (grids, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=BOX))
    return [shapely.intersection(cell, BOX) for cell in cells]


def atlas_of(areas: list[Any]) -> Atlas:
    communities = -(-len(areas) // EACH)
    places = [Place("9901", "City", None), Place(COMMUNITY, "Town", "9901")]
    places += [
        Place(f"{COMMUNITY}{number:03d}", f"Community {number}", COMMUNITY) for number in range(communities)
    ]
    plots = [
        Plot(
            number + 1, f"{COMMUNITY}{number // EACH:03d}{number % EACH:03d}", f"Grid {number}", "basic", area
        )
        for number, area in enumerate(areas)
    ]
    return Atlas("bench", places, plots, {})


def best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the quickest round."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def disagreements(
    atlas: Atlas, tree: shapely.STRtree, points: Any, lons: NDArray[Any], lats: NDArray[Any]
) -> int:
    """Points for which we name another grid than the first one Shapely finds."""
    which, where = tree.query(points, predicate="intersects")
    first = np.full(len(lons), -1)
    order = np.lexsort((where, which))
    asked, at = np.unique(which[order], return_index=True)
    first[asked] = where[order][at]
    return int((atlas.locate_many(lons, lats).grid_ids != first + 1).sum())


def told(found: dict[str, Any]) -> str:
    return (
        f"{found['points']:,} points among {found['grids']:,} grids\n"
        f"  ours            {found['ours']:>12,} a second\n"
        f"  STRtree alone   {found['limit']:>12,} a second\n"
        f"  ratio           {found['ratio']:>12} (aim: 0.8)\n"
        f"  other answers   {found['wrong']:>12,}\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
