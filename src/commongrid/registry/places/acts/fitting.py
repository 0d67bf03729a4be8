"""Does a drawing fit? The pieces drawn together, and every fault of land and codes; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commongrid.base.verdicts import Outrun
from commongrid.registry.places import pieces as pieces_of
from commongrid.registry.places import survey
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.places.reading import Shape, from_geojson
from commongrid.registry.places.redrawing import Drawing, RedrawKind
from commongrid.registry.places.terms import Fault, fault


def checked(drawing: Drawing) -> tuple[Drawing, list[Fault]]:
    """The drawing drawn together so that it fits, and everything that is wrong with it; nothing is written.

    Raises Outrun when a grid it stands on has been redrawn since.
    """
    standing = list(Grid.objects.filter(division=drawing.community, valid_to=None).order_by("code"))
    leaving = [grid for grid in standing if grid.pk in drawing.before]
    if len(leaving) != len(set(drawing.before)):
        raise Outrun("places.redrawn_meanwhile")
    areas = [from_geojson(grid.geometry) for grid in leaving]
    faults = [*_code_faults(drawing, leaving)]
    pieces = [replace(piece, feature=at) for at, piece in enumerate(drawing.after, 1)]
    if drawing.kind not in (RedrawKind.DEDICATED, RedrawKind.ENDED):
        pieces, misfits = pieces_of.fitted(areas, pieces) if pieces else ([], [])
        faults += misfits
    if not faults:
        staying = [_shape(grid) for grid in standing if grid.pk not in drawing.before]
        own = Division.objects.filter(pk=drawing.community, is_drawn_from_grids=False).first()
        outline = {own.code: from_geojson(own.geometry)} if own is not None and own.geometry else {}
        faults += survey.misfits(pieces, staying, areas, outline)
    return replace(drawing, after=tuple(pieces)), faults


def _code_faults(drawing: Drawing, leaving: Sequence[Grid]) -> list[Fault]:
    """Codes belong to the community, each once; a code that ends here may go on, any other must never have been used."""
    going_on = {grid.code for grid in leaving}
    codes = [piece.code for piece in drawing.after]
    used = set(Grid.objects.filter(code__in=codes).values_list("code", flat=True)) - going_on
    faults = []
    for at, code in enumerate(codes, 1):
        if not code.startswith(drawing.community) or not code.isdigit() or len(code) not in (14, 15):
            faults.append(fault(at, code, "bad_piece_code", community=drawing.community))
        elif code in used:
            faults.append(fault(at, code, "code_used"))
        elif codes.index(code) + 1 != at:
            faults.append(fault(at, code, "duplicate_code", first=codes.index(code) + 1))
    return faults


def _shape(grid: Grid) -> Shape:
    return Shape(grid.code, grid.name, grid.kind, from_geojson(grid.geometry))
