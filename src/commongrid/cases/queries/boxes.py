"""Cases within the rectangle a map shows: the H3 cells it touches narrow, the rectangle decides."""

from __future__ import annotations

import h3
from django.db.models import Q

from commongrid.cases import facets
from commongrid.cases.queries.asking import Asked

WIDEST = {8: 0.02, 6: 1.5}
"""H3 resolution → square degrees up to which a rectangle is covered by cells of it."""
MOST_CELLS = 150


def within(asked: Asked, west: float, south: float, east: float, north: float) -> Asked:
    """Only those in a rectangle of degrees (WGS 84)."""
    box = Q(lon__range=(west, east), lat__range=(south, north))
    return asked.narrowed(_cells(west, south, east, north), to=box)


def _cells(west: float, south: float, east: float, north: float) -> str:
    corners = [(south, west), (south, east), (north, east), (north, west)]
    for resolution, widest in WIDEST.items():
        if not 0 < (east - west) * (north - south) <= widest:
            continue
        found = h3.polygon_to_cells_experimental(h3.LatLngPoly(corners), resolution, contain="overlap")
        if len(found) <= MOST_CELLS:
            finest = (h3.str_to_int(h3.cell_to_center_child(cell, facets.FINEST)) for cell in found)
            return facets.cells(finest, resolution)
    return ""
