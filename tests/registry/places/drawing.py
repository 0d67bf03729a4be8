"""Drawings of the small town's grids for tests: a line through the middle, neighbours, a square inside."""

from __future__ import annotations

from shapely import box

from commongrid.registry.places import queries, redrawing
from commongrid.registry.places.models import Grid
from commongrid.registry.places.reading import Shape, from_geojson
from commongrid.registry.places.redrawing import Drawing, RedrawKind

DONGXING = "449900101001"
THIRD, SECOND, FIRST = f"{DONGXING}003", f"{DONGXING}002", f"{DONGXING}001"


def standing(code: str) -> Grid:
    found = queries.grid_by_code(code)
    assert found is not None
    return found


def through(code: str, *, upright: bool = True) -> list[list[float]]:
    """A line through the middle of a grid, from well outside to well outside."""
    area = from_geojson(standing(code).geometry)
    west, south, east, north = area.bounds
    x, y = standing(code).lon, standing(code).lat
    return [[x, south - 0.01], [x, north + 0.01]] if upright else [[west - 0.01, y], [east + 0.01, y]]


def split(code: str, new: str = "") -> Drawing:
    """The grid in two, the larger piece going on under its code."""
    old = standing(code)
    large, small = redrawing.cut(from_geojson(old.geometry), through(code)).answer
    number = new or queries.next_code(old.division_id)
    pieces = (Shape(code, old.name, old.kind, large), Shape(number, "东兴新网格", old.kind, small))
    return Drawing(RedrawKind.SPLIT, old.division_id, (old.pk,), pieces)


def neighbours() -> tuple[Grid, Grid]:
    """Two grids of Dongxing that share a border, the first of them 003."""
    one = standing(THIRD)
    others = queries.current_grids(DONGXING).filter(kind="basic").exclude(code=THIRD).order_by("code")
    area = from_geojson(one.geometry)
    return one, next(each for each in others if redrawing.edge_between(area, from_geojson(each.geometry)))


def merge(one: Grid, other: Grid) -> Drawing:
    """Both as one, under the first one's code."""
    whole = redrawing.joined([from_geojson(one.geometry), from_geojson(other.geometry)]).answer
    assert whole is not None
    piece = Shape(one.code, one.name, one.kind, whole)
    return Drawing(RedrawKind.MERGE, one.division_id, (one.pk, other.pk), (piece,))


def dedicated(code: str, number: str, metres: float = 40) -> Drawing:
    """A market in the middle of a grid."""
    grid, half = standing(code), metres / 111_195
    area = box(grid.lon - half, grid.lat - half, grid.lon + half, grid.lat + half)
    return Drawing(
        RedrawKind.DEDICATED, grid.division_id, (), (Shape(number, "市场专属网格", "dedicated", area),)
    )
