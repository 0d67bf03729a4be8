"""Divides simulated communities into grids of about 300 households, beside GerryChain's recursive_tree_part on the same graph."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
import warnings
from typing import Any

import numpy as np
import shapely

from commongrid.registry.places import planning
from commongrid.registry.places.planning import Atom, Land, Measures
from commongrid.registry.places.planning.parting import how_many

COMMUNITIES, TARGET = 8, 300
TOLERANCES = (0.05, 0.1, 0.2)
"""What the library is allowed to be off, the strictest first: the first that it finds a division for is taken."""
METRE = 1 / 111_195


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    try:
        import gerrychain  # noqa: F401
    except ImportError:
        sys.stderr.write(
            "GerryChain is not here: .venv/bin/uv pip install --python .venv/bin/python --group bench\n"
        )
        return 2
    rows = [one(number, chosen.seed) for number in range(chosen.communities)]
    found = summed(rows)
    sys.stdout.write(json.dumps(found) + "\n" if chosen.json else told(found, rows))
    return int(found["imbalance"]["broken"] > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench grid_planning", description=__doc__)
    parser.add_argument("--communities", type=int, default=COMMUNITIES)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    return parser


def community(number: int, seed: int) -> Land:
    """A community of 250 to 700 buildings, denser around a few centres, 2 to 60 households each, in an uneven outline."""
    rng = np.random.default_rng((seed, number))
    count = int(rng.integers(250, 701))
    turns = np.sort(rng.uniform(0, 2 * np.pi, 24))
    reach = rng.uniform(450, 800, 24)
    outline = shapely.Polygon(
        [
            (113.75 + r * np.cos(t) * METRE, 23.05 + r * np.sin(t) * METRE)
            for t, r in zip(turns, reach, strict=True)
        ]
    )
    centres = rng.uniform(-500, 500, (4, 2))
    spots = centres[rng.integers(0, 4, count * 6)] + rng.normal(0, 260, (count * 6, 2))
    inside = shapely.contains_xy(outline, 113.75 + spots[:, 0] * METRE, 23.05 + spots[:, 1] * METRE)
    weights = np.clip(rng.lognormal(2.6, 0.8, count), 2, 60).round()
    atoms = [
        Atom(f"B{n:04d}", 113.75 + x * METRE, 23.05 + y * METRE, float(w))
        for n, ((x, y), w) in enumerate(zip(spots[inside][:count], weights, strict=False))
    ]
    return planning.settle(atoms, outline)


def one(number: int, seed: int) -> dict[str, Any]:
    """One community divided by both."""
    land = community(number, seed)
    parts = how_many(float(land.weights.sum()), TARGET)
    began = time.perf_counter()
    ours = planning.measure(land, planning.propose(land, parts, seed=seed).labels)
    took = time.perf_counter() - began
    began = time.perf_counter()
    theirs, tolerance = by_trees(land, parts, seed)
    theirs_took = time.perf_counter() - began
    row = {
        "buildings": len(land.atoms),
        "parts": parts,
        "ours": ours,
        "seconds": took,
        "tolerance": tolerance,
    }
    return {**row, "limit": theirs, "limit_seconds": theirs_took}


def by_trees(land: Land, parts: int, seed: int) -> tuple[Measures, float]:
    """GerryChain's division, at the strictest tolerance it finds one for, and that tolerance."""
    import networkx as nx
    from gerrychain import Graph
    from gerrychain.partition import recursive_tree_part

    graph = nx.Graph()
    for at, weight in enumerate(land.weights.tolist()):
        graph.add_node(at, weight=weight)
    graph.add_edges_from((at, other) for at, others in enumerate(land.near) for other in others)
    target = float(land.weights.sum()) / parts
    warnings.simplefilter("ignore")  # it warns of every attempt that fails
    for tolerance in TOLERANCES:
        random.seed(seed)
        try:
            found = recursive_tree_part(Graph.from_networkx(graph), range(parts), target, "weight", tolerance)
        except Exception:  # noqa: BLE001, S112 (the library raises several of its own when it gives up)
            continue
        labels = np.array([found[at] for at in range(len(land.atoms))], np.int64)
        return planning.measure(land, labels), tolerance
    raise SystemExit("GerryChain found no division at any tolerance")


def summed(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Medians over all communities, the worst beside them; imbalance in per cent of the mean."""
    ours: list[Measures] = [row["ours"] for row in rows]
    limit: list[Measures] = [row["limit"] for row in rows]
    size = {"communities": len(rows), "grids": sum(row["parts"] for row in rows)}
    even = _line([100 * one.imbalance for one in ours], [100 * one.imbalance for one in limit])
    compact = _line([one.compactness for one in ours], [one.compactness for one in limit])
    seconds = _line([row["seconds"] for row in rows], [row["limit_seconds"] for row in rows])
    even |= {"worst": round(100 * max(one.imbalance for one in ours), 1)}
    even |= {"limit_worst": round(100 * max(one.imbalance for one in limit), 1)}
    compact |= {
        "worst": min(one.least_compact for one in ours),
        "limit_worst": min(one.least_compact for one in limit),
    }
    broken = {"broken": sum(one.in_parts for one in ours)}
    return {"imbalance": {**even, **broken, **size}, "compactness": compact, "seconds": seconds}


def _line(ours: list[float], limit: list[float]) -> dict[str, Any]:
    one, other = statistics.median(ours), statistics.median(limit)
    return {
        "ours": round(one, 3),
        "limit": round(other, 3),
        "ratio": round(one / other, 2) if other else None,
    }


def told(found: dict[str, dict[str, Any]], rows: list[dict[str, Any]]) -> str:
    """The same for people."""
    even, compact, seconds = found["imbalance"], found["compactness"], found["seconds"]
    lines = [f"{even['communities']} communities, {even['grids']} grids of about {TARGET} households"]
    for name, who, worst in (("ours", "ours", "worst"), ("limit", "GerryChain", "limit_worst")):
        lines += [
            (
                f"  {who:<10} imbalance {even[name]:.1f} % (worst {even[worst]:.1f} %), Polsby-Popper"
                f" {compact[name]:.3f} (least {compact[worst]:.3f}), {seconds[name]:.2f} s"
            )
        ]
    for row in rows:
        ours, limit = row["ours"], row["limit"]
        lines += [
            (
                f"    {row['buildings']:>4} buildings, {row['parts']:>2} grids: {ours.imbalance:.1%} {ours.compactness:.3f}"
                f" | {limit.imbalance:.1%} {limit.compactness:.3f} (allowed {row['tolerance']:.0%})"
            )
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
