"""From what was drawn to a drawing: the pieces, under which codes, and why it cannot be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from shapely import Polygon

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.places import redrawing
from commongrid.registry.places.models import Grid
from commongrid.registry.places.reading import Shape, from_geojson, read_grids
from commongrid.registry.places.redrawing import Drawing, RedrawKind
from commongrid.registry.places.rings import Area


def drawing(kind: str, community: str, told: Mapping[str, Any]) -> Verdict[Drawing | None]:
    """The drawing a filled form means; None with the reason when the line or the file makes none."""
    grids: list[Grid] = list(told.get("grids") or ())
    areas = [from_geojson(grid.geometry) for grid in grids]
    pieces = _MAKERS[kind](told, grids, areas, community)
    if not pieces.answer and kind != "ended":
        return Verdict(None, pieces.why)
    named = RedrawKind.PROPOSAL if kind == "pieces" else RedrawKind(kind)
    return Verdict(Drawing(named, community, tuple(grid.pk for grid in grids), tuple(pieces.answer)))


def _split(
    told: Mapping[str, Any], grids: Sequence[Grid], areas: Sequence[Area], community: str
) -> Verdict[Any]:
    cut = redrawing.cut(areas[0], told["shape"])
    if not cut.answer:
        return cut
    stays, new = cut.answer
    kind = grids[0].kind
    return Verdict((_goes_on(grids[0], stays), Shape(told["code"], told["name"], kind, new)))


def _merge(
    told: Mapping[str, Any], grids: Sequence[Grid], areas: Sequence[Area], community: str
) -> Verdict[Any]:
    whole = redrawing.joined(areas)
    if whole.answer is None:
        return Verdict((), whole.why)
    largest = max(zip(grids, areas, strict=True), key=lambda pair: pair[1].area)[0]
    return Verdict((_goes_on(largest, whole.answer),))


def _edge(
    told: Mapping[str, Any], grids: Sequence[Grid], areas: Sequence[Area], community: str
) -> Verdict[Any]:
    moved = redrawing.moved_edge(areas[0], areas[1], told["shape"])
    if not moved.answer:
        return moved
    return Verdict(tuple(_goes_on(grid, area) for grid, area in zip(grids, moved.answer, strict=True)))


def _dedicated(
    told: Mapping[str, Any], grids: Sequence[Grid], areas: Sequence[Area], community: str
) -> Verdict[Any]:
    spots = told["shape"]
    outline = Polygon(spots) if len(spots) > 2 else Polygon()
    if outline.is_empty or not outline.is_valid:
        return Verdict((), (Why("places.line_crosses_itself" if len(spots) > 2 else "places.no_line"),))
    return Verdict((Shape(told["code"], told["name"], "dedicated", outline),))


def _pieces(
    told: Mapping[str, Any], grids: Sequence[Grid], areas: Sequence[Area], community: str
) -> Verdict[Any]:
    text = told.get("file") or told.get("kept") or ""
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as wrong:
        return Verdict(
            (), (Why("places.not_json", {"reason": f"{wrong.msg} ({wrong.lineno}:{wrong.colno})"}),)
        )
    shapes, faults = read_grids(collection, known={community}, grid_digits=len(grids[0].code) - 12)
    return Verdict((), (faults[0].why,)) if faults else Verdict(tuple(shapes))


def _ended(
    told: Mapping[str, Any], grids: Sequence[Grid], areas: Sequence[Area], community: str
) -> Verdict[Any]:
    return Verdict(())


def _goes_on(grid: Grid, area: Area) -> Shape:
    return Shape(grid.code, grid.name, grid.kind, area)


_MAKERS = {
    "split": _split,
    "merge": _merge,
    "edge": _edge,
    "dedicated": _dedicated,
    "pieces": _pieces,
    "ended": _ended,
}
