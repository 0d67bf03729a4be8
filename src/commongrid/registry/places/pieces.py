"""Pieces a hand drew, drawn together so that they fill exactly what was there. Pure; degrees in and out.

Pieces that miss each other by less than `SNAP_M` are drawn together: what two claim stays with the first, what nobody
claims goes to the neighbour it has the longest border with. What is wider is a fault and is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import shapely
from shapely import Polygon

from commongrid.registry.places.plane import is_thick, on_plane
from commongrid.registry.places.reading import Shape
from commongrid.registry.places.redrawing import without_cracks
from commongrid.registry.places.rings import Area
from commongrid.registry.places.terms import Fault, fault

SNAP_M = 3.0
DECIMALS = 1e-9
"""Degrees: nine decimals are kept."""


def fitted(before: Sequence[Area], pieces: Sequence[Shape]) -> tuple[list[Shape], list[Fault]]:
    """Pieces drawn together so that they fill the land of `before` exactly, and everything that is wider than a slip."""
    land = without_cracks(shapely.union_all(list(before)))
    faults: list[Fault] = []
    taken: shapely.Geometry = Polygon()
    fitting: list[Shape] = []
    for piece in pieces:
        faults += _width_faults(piece, shapely.difference(piece.area, land), "piece_outside")
        faults += _width_faults(piece, shapely.intersection(piece.area, taken), "piece_overlaps")
        area = _polygons(shapely.difference(shapely.intersection(piece.area, land), taken))
        taken = shapely.union(taken, area)
        fitting.append(replace(piece, area=area))
    left = list(shapely.get_parts(_polygons(shapely.difference(land, taken))))
    rest = [part for part, flat in zip(left, on_plane(left), strict=True) if is_thick(flat)]
    for part in rest:
        faults += _width_faults(fitting[0], part, "piece_gap")
    if not faults:
        fitting = [replace(one, area=_settled(one.area)) for one in _with_rest(fitting, rest)]
        faults = [*_shape_faults(fitting)]
    return fitting, faults


def _settled(area: Area) -> Area:
    """On the decimals it will be kept with, and still valid there."""
    return without_cracks(shapely.set_precision(area, DECIMALS))


def _polygons(area: shapely.Geometry) -> Area:
    """Only what has an area of a mixed result."""
    return shapely.union_all([part for part in shapely.get_parts(area) if isinstance(part, Polygon)])  # type: ignore[return-value]


def _width_faults(piece: Shape, rest: shapely.Geometry, key: str) -> Iterator[Fault]:
    """A fault when some part of `rest` is wider than a slip of the hand."""
    for part in on_plane([_polygons(rest)]):
        wide = part.buffer(-SNAP_M / 2) if not part.is_empty else part
        if not wide.is_empty:
            yield fault(piece.feature, piece.code, key, m2=round(float(part.area)))


def _with_rest(pieces: list[Shape], rest: Sequence[Polygon]) -> list[Shape]:
    """What nobody claims goes to the neighbour with the longest common border."""
    for part in rest:
        near = max(
            range(len(pieces)), key=lambda at: pieces[at].area.boundary.intersection(part.boundary).length
        )
        whole = without_cracks(shapely.union(pieces[near].area, part))
        pieces[near] = replace(pieces[near], area=whole)
    return pieces


def _shape_faults(pieces: Sequence[Shape]) -> Iterator[Fault]:
    for piece in pieces:
        flat = on_plane([piece.area])[0]
        thick = [part for part in shapely.get_parts(flat) if is_thick(part)]
        if len(thick) != 1:
            yield fault(
                piece.feature, piece.code, "piece_in_parts" if thick else "piece_empty", parts=len(thick)
            )
