"""A plan of a community's grids: its buildings from a table or from premises, a proposal made in the worker, measured beside today's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from shapely import LineString, from_geojson, union_all
from shapely.errors import GEOSException

from commongrid.base.verdicts import Refused
from commongrid.registry.places import planning
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Grid
from commongrid.registry.places.planning.measuring import areas_of, labels_of
from commongrid.registry.places.planning.parting import how_many
from commongrid.registry.places.reading import as_geojson
from commongrid.registry.places.reading import from_geojson as area_of
from commongrid.registry.places.redrawing import without_cracks
from commongrid.registry.premises.models import Premises

type Tell = Callable[[int, int], None]
MOST_ATOMS = 5_000


def of_table(text: str, weight: str) -> tuple[list[list[Any]], list[int]]:
    """Buildings of a table (code, lon, lat, and households or people), and the lines that cannot be read."""
    rows: list[list[Any]] = []
    faults: list[int] = []
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            found = [
                row.get("code") or f"L{line}",
                float(row["lon"]),
                float(row["lat"]),
                float(row[weight] or 0),
            ]
        except (KeyError, TypeError, ValueError):
            faults.append(line)
            continue
        rows.append(found)
    return rows[: MOST_ATOMS + 1], faults


def of_premises(community: str) -> list[list[Any]]:
    """Premises in use with the number of their rooms, one where it is not known (index premises_premises_listed)."""
    found = Premises.objects.filter(state="open", area__startswith=community, parent=None)
    rows = found.order_by("code").values_list("code", "lon", "lat", "rooms")[: MOST_ATOMS + 1]
    return [[code, lon, lat, float(rooms or 1)] for code, lon, lat, rooms in rows]


def make(community: str, atoms: Sequence[Sequence[Any]], target: float, tell: Tell) -> dict[str, Any]:
    """The proposal as plain values: pieces, measures of today and of the proposal, and what changes hands."""
    grids = list(places.current_grids(community).filter(kind="basic").order_by("code"))
    outline = without_cracks(_union(grids))
    try:
        land = planning.settle([planning.Atom(*one) for one in atoms], outline, list(_streets(outline)))
    except ValueError as nothing:
        raise Refused("places.no_buildings") from nothing
    today = labels_of(land, [area_of(grid.geometry) for grid in grids])
    plan = planning.propose(land, how_many(float(land.weights.sum()), target), tell=tell)
    matched = planning.match(land, _renumbered(today), plan.labels)
    kept = [grids[number] for number in sorted(set(today.tolist()))]
    codes = _codes(community, matched.heirs, kept, len(grids[0].code) - 12)
    after = planning.measure(land, plan.labels)
    return {
        "community": community,
        "atoms": len(land.atoms),
        "outside": len(atoms) - len(land.atoms),
        "weight": float(land.weights.sum()),
        "target": target,
        "before": _told(planning.measure(land, _renumbered(today))),
        "after": _told(after),
        "moved": matched.moved,
        "share": matched.share,
        "pieces": _pieces(codes, areas_of(land, plan.labels), after.weights),
    }


def _union(grids: Sequence[Grid]) -> Any:
    return union_all([area_of(grid.geometry) for grid in grids])


def _streets(outline: Any) -> Iterator[LineString]:
    """Roads of the landscape that touch the outline."""
    for feature in json.loads(places.landscape().body)["features"]:
        if feature["properties"].get("kind") == "road":
            try:
                line = from_geojson(json.dumps(feature["geometry"]))
            except GEOSException:
                continue
            if isinstance(line, LineString) and line.intersects(outline):
                yield line


def _renumbered(labels: Any) -> Any:
    """Numbers without gaps: a grid without any building has no part in it."""
    return np.unique(labels, return_inverse=True)[1]


def _codes(community: str, heirs: Sequence[int], grids: Sequence[Grid], digits: int) -> list[tuple[str, str]]:
    """Code and name of each part: those of the grid it goes on as, else the next numbers never used."""
    following = int(places.next_code(community, digits)[12:])
    found = []
    for heir in heirs:
        if heir >= 0:
            found.append((grids[heir].code, grids[heir].name))
            continue
        code = f"{community}{following:0{digits}d}"
        found.append((code, code[12:]))
        following += 1
    return found


def _pieces(
    codes: Sequence[tuple[str, str]], areas: Sequence[Any], weights: Sequence[float]
) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name, "n": at, "weight": weight},
            "geometry": as_geojson(without_cracks(area)),
        }
        for at, ((code, name), area, weight) in enumerate(zip(codes, areas, weights, strict=True), 1)
    ]
    return {"type": "FeatureCollection", "features": features}


def _told(measures: planning.Measures) -> dict[str, Any]:
    return {
        "parts": measures.parts,
        "imbalance": measures.imbalance,
        "compactness": measures.compactness,
        "most": max(measures.weights),
        "least": min(measures.weights),
    }
