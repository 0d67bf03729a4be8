"""Rows that take over from others, and which land each took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commongrid.registry.places import plane
from commongrid.registry.places.models import Became, Grid, Redraw
from commongrid.registry.places.reading import Shape, as_geojson, from_geojson
from commongrid.registry.places.terms import GridKind


def row(piece: Shape, since: date, schematic: bool) -> Grid:
    """The row of a piece, in force from a day."""
    lon, lat = plane.centre(piece.area)
    return Grid(
        code=piece.code,
        name=piece.name,
        kind=piece.kind,
        division_id=piece.code[:12],
        geometry=as_geojson(piece.area),
        lon=round(lon, 6),
        lat=round(lat, 6),
        valid_from=since,
        schematic=schematic,
    )


def beneath(leaving: Sequence[Grid]) -> Sequence[Grid]:
    """Where a dedicated grid ends, the basic ones beneath take its land."""
    return list(
        Grid.objects.filter(
            division__in=[grid.division_id for grid in leaving], kind=GridKind.BASIC, valid_to=None
        )
    )


def lineage(kept: Redraw, leaving: Sequence[Grid], coming: Sequence[Grid]) -> list[Became]:
    """Which land of each row that ends each row that comes has taken, slivers left out."""
    rows = []
    for old in leaving:
        for new in coming:
            flat = plane.on_plane([from_geojson(old.geometry), from_geojson(new.geometry)])
            common = flat[0].intersection(flat[1])
            if plane.is_thick(common):
                rows.append(Became(redraw=kept, before=old, after=new, m2=round(float(common.area), 1)))
    return rows
