"""Other nets on the maps of grids: forest chiefs, river chiefs; each part with an outline, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import shapely

from commongrid.doors.look import mapdata
from commongrid.registry.places.reading import from_geojson
from commongrid.registry.serving.models import NetPart


def drawn(parts: Iterable[NetPart], grids: Sequence[mapdata.Feature] = ()) -> list[mapdata.Feature]:
    """Parts as the map reads them. One without an outline of its own has that of the grids shown that it lies in."""
    found = []
    for part in parts:
        shape = part.geometry or _of_grids(part, grids)
        if shape:
            facts = {"name": part.name, "kind": part.net.kind}
            found.append({"type": "Feature", "properties": facts, "geometry": shape})
    return found


def _of_grids(part: NetPart, grids: Sequence[mapdata.Feature]) -> object:
    lies_in = tuple(part.areas)
    areas = [from_geojson(one["geometry"]) for one in grids if one["properties"]["code"].startswith(lies_in)]
    return shapely.geometry.mapping(shapely.union_all(areas)) if areas else None
