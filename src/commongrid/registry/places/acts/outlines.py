"""Boundaries of divisions: their own, or the union of their grids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.registry.places import plane
from commongrid.registry.places.acts.versions import move_map
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.places.reading import as_geojson, from_geojson, read_areas
from commongrid.registry.places.rings import Area
from commongrid.registry.places.terms import Fault, GridKind, Report, fault


def import_outlines(
    features: Any,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    crs: str = "wgs84",
    check_only: bool = False,
) -> Report:
    """Give divisions a boundary of their own from a GeoJSON FeatureCollection (property code).

    From then on their grids must fill it and keep to it. With any fault nothing is written.
    """
    standing = {one.code: one for one in Division.objects.all()}
    drawn, faults = _read(features, set(standing), crs)
    if faults:
        return Report(tuple(faults))
    changed = []
    for code, area in drawn.items():
        one, geometry = standing[code], as_geojson(area)
        if one.geometry != geometry or one.is_drawn_from_grids:
            one.geometry, one.is_drawn_from_grids, one.schematic = geometry, False, False
            _place(one, area)
            changed.append(one)
    if changed and not check_only:
        with transaction.atomic():
            Division.objects.bulk_update(changed, [*DRAWN, "schematic"], batch_size=200)
            move_map("places.outlines_drawn", {"changed": len(changed)}, by=by, at=at, why=why)
    return Report(changed=len(changed), unchanged=len(drawn) - len(changed), written=not check_only)


DRAWN = ("geometry", "is_drawn_from_grids", "lon", "lat", "area_km2")


def _read(features: Any, known: set[str], crs: str) -> tuple[dict[str, Area], list[Fault]]:
    faults: list[Fault] = []
    first: dict[str, int] = {}
    drawn: dict[str, Area] = {}
    for number, code, _, found in read_areas(features, gcj02=crs == "gcj02"):
        if isinstance(found, list):
            faults += found
        else:
            drawn[code] = found
        if number and code not in known:
            faults.append(fault(number, code, "unknown_division"))
        if number and first.setdefault(code, number) != number:
            faults.append(fault(number, code, "duplicate_code", first=first[code]))
    return drawn, faults


def drawn_from_grids(communities: Iterable[str]) -> list[Division]:
    """These communities, and all that lies above them, with boundaries drawn from their basic grids anew.

    Own boundaries stay. Where no figure is known, area and label point are worked out. Nothing is written:
    the fields that changed are `DRAWN`.
    """
    touched = set(communities)
    above = _above(touched)
    grids: dict[str, list[Area]] = defaultdict(list)
    within = min((code for code in above if above), key=len, default="")
    for code, geometry in Grid.objects.filter(
        kind=GridKind.BASIC, valid_to=None, code__startswith=within
    ).values_list("division_id", "geometry"):
        grids[code].append(from_geojson(geometry))
    following = Division.objects.filter(code__in=touched | above).order_by("code")
    drawn: dict[str, Area] = {}
    parents: dict[str, str | None] = dict(Division.objects.values_list("code", "parent_id"))
    changed = []
    for one in sorted(following, key=lambda division: -len(division.code)):
        if one.geometry and not one.is_drawn_from_grids:
            continue
        parts = grids.get(one.code) or _parts(one.code, parents, drawn, grids)
        one.geometry, one.is_drawn_from_grids = None, True
        if parts:
            drawn[one.code] = plane.union(parts)
            one.geometry = as_geojson(drawn[one.code])
            _place(one, drawn[one.code])
        changed.append(one)
    return changed


def _place(one: Division, area: Area) -> None:
    """A label point inside the boundary and an area, where no better figure is known."""
    if one.lon is None or one.lat is None:
        lon, lat = plane.centre(area)
        one.lon, one.lat = round(lon, 6), round(lat, 6)
    if one.area_km2 is None:
        one.area_km2 = round(float(plane.square_metres([area])[0]) / 1e6, 3)


def _above(codes: set[str]) -> set[str]:
    parents = dict(Division.objects.values_list("code", "parent_id"))
    found: set[str] = set()
    for code in codes:
        at = parents.get(code)
        while at and at not in found:
            found.add(at)
            at = parents.get(at)
    return found


def _parts(
    code: str, parents: dict[str, str | None], drawn: dict[str, Area], grids: dict[str, list[Area]]
) -> list[Area]:
    """The areas of the divisions directly below; of one that was not drawn now, its grids."""
    below = [child for child, parent in parents.items() if parent == code]
    parts: list[Area] = []
    for child in below:
        if child in drawn:
            parts.append(drawn[child])
        else:
            parts += [
                area for community, areas in grids.items() if community.startswith(child) for area in areas
            ]
    return parts
