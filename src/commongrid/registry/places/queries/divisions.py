"""Divisions and grids by code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from commongrid.base import reads
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.places.terms import DIGITS, Level

INSIDE = "point(lon, lat) <@ box(point(%s::float, %s::float), point(%s::float, %s::float))"


def _without_boundary() -> QuerySet[Division]:
    """A boundary is long, and only maps (maps.py) need it."""
    return Division.objects.defer("geometry")


def _grids() -> QuerySet[Grid]:
    return Grid.objects.defer("geometry")


_BY_CODE = reads.Read[Division](lambda code: _without_boundary().filter(code=code), "")
_TOPMOST = reads.Read[Division](lambda: _without_boundary().filter(parent=None).order_by("code")[:1])


def division(code: str) -> Division | None:
    """One division (primary key)."""
    return _BY_CODE.first(code)


def city() -> Division | None:
    """The topmost division that is here (index places_division_level_pinyin)."""
    return _TOPMOST.first()


def children(code: str) -> QuerySet[Division]:
    """The divisions directly below, by pinyin (index on parent)."""
    return _without_boundary().filter(parent_id=code).order_by("pinyin", "code")


def divisions_within(code: str, level: str = "") -> QuerySet[Division]:
    """All divisions whose code starts with `code`, itself among them (the primary key's pattern index)."""
    found = _without_boundary().filter(code__startswith=code).order_by("code")
    return found.filter(level=level) if level else found


def spots(codes: Sequence[str]) -> list[tuple[str, str, float, float]]:
    """Code, name and middle of divisions that have one (primary keys)."""
    found = Division.objects.filter(code__in=codes, lon__isnull=False).order_by("code")
    return [
        (code, name, lon or 0.0, lat or 0.0)
        for code, name, lon, lat in found.values_list("code", "name", "lon", "lat")
    ]


def middles(
    sides: tuple[float, float, float, float], size: int, within: str = ""
) -> list[tuple[str, str, float, float]]:
    """Code, name and middle of what has its middle in west, south, east, north: divisions whose codes are that long
    (a city's few hundred, places_division_level_pinyin), for 15 digits the grids in force (GiST places_grid_middle)."""
    west, south, east, north = sides
    rows: QuerySet[Any]
    if size not in DIGITS:
        rows = _grids().filter(valid_to=None)
        rows = rows.extra(where=[INSIDE], params=[*map(str, sides)])  # noqa: S610 (a constant of this file)
    else:
        rows = _without_boundary().filter(
            level=DIGITS[size], lon__range=(west, east), lat__range=(south, north)
        )
    rows = rows.filter(code__startswith=within).order_by("code")
    return list(rows.values_list("code", "name", "lon", "lat"))


def names(codes: Sequence[str]) -> dict[str, str]:
    """Names of divisions by their codes (primary keys)."""
    return dict(Division.objects.filter(code__in=codes).values_list("code", "name"))


def has_counties() -> bool:
    """Is the city parted into counties? A single one beside the city itself parts nothing (places_division_level_pinyin)."""
    return len(Division.objects.filter(level=Level.COUNTY).values("code")[:2]) > 1


def current_grids(within: str = "") -> QuerySet[Grid]:
    """Grids in force, by code (index places_grid_within)."""
    return _grids().filter(code__startswith=within, valid_to=None).order_by("code")


def grid(grid_id: int) -> Grid | None:
    """One version of a grid by its id, in force or not (primary key)."""
    return _grids().select_related("division").defer("division__geometry").filter(pk=grid_id).first()


def grid_by_code(code: str) -> Grid | None:
    """The version of a grid that is in force (unique index places_grid_one_current)."""
    return (
        _grids()
        .select_related("division")
        .defer("division__geometry")
        .filter(code=code, valid_to=None)
        .first()
    )


def path_of(code: str) -> list[Division]:
    """From the top down to the division of `code` (a grid's code gives its community last); primary keys."""
    above = [code[:size] for size in DIGITS if size <= len(code)]
    return sorted(_without_boundary().filter(code__in=above), key=lambda one: len(one.code))
