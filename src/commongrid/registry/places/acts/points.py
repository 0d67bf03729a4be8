"""Service points, the decorative layer, and the news of premises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.registry.places import rules
from commongrid.registry.places.acts.versions import move_map
from commongrid.registry.places.models import Division, MapLayer, ServicePoint
from commongrid.registry.places.terms import PointRow, Report

FIELDS = (
    "kind", "name", "name_en", "division", "address", "lon", "lat", "phone", "hours", "services", "rooms",
    "schematic", "active", "step_free", "unit_code",
)  # fmt: skip
ATTRIBUTES = tuple("division_id" if name == "division" else name for name in FIELDS)


def import_service_points(
    rows: Sequence[PointRow],
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    schematic: bool = False,
    check_only: bool = False,
) -> Report:
    """Add service points and update those that are here by code; with any fault nothing is written."""

    def made(row: PointRow) -> ServicePoint:
        return ServicePoint(
            code=row.code,
            kind=row.kind,
            name=row.name,
            name_en=row.name_en,
            division_id=row.division,
            address=row.address,
            lon=row.lon,
            lat=row.lat,
            phone=row.phone,
            hours=row.hours,
            services=list(row.services),
            rooms=list(row.rooms),
            schematic=schematic,
            active=row.active,
            step_free=row.step_free,
            unit_code=row.unit,
        )

    return _import(rows, [made(row) for row in rows], None if check_only else (by, at, why))


def note_premises(counts: Mapping[str, int], *, by: Actor, at: datetime, why: str = "") -> None:
    """Premises were imported by the room above: the names of places are read anew, and the map says who did it."""
    move_map("places.premises_imported", counts, by=by, at=at, why=why)


def import_layer(
    collection: Mapping[str, Any], *, by: Actor, at: datetime, why: str = "", name: str = "landscape"
) -> None:
    """Put the decorative layer under the boundaries: a FeatureCollection in WGS 84, shown as it is."""
    with transaction.atomic():
        layer, is_new = MapLayer.objects.get_or_create(name=name, defaults={"collection": collection})
        if not is_new and layer.collection == collection:
            return
        layer.collection = dict(collection)
        layer.save()
        move_map("places.layer_drawn", {"name": name}, by=by, at=at, why=why)


def _import(
    rows: Sequence[PointRow], made: Sequence[ServicePoint], told: tuple[Actor, datetime, str] | None
) -> Report:
    faults = rules.point_faults(rows, set(Division.objects.values_list("code", flat=True)))
    if faults:
        return Report(tuple(faults))
    standing = {one.pk: one for one in ServicePoint.objects.filter(pk__in=[row.code for row in rows])}
    added = [one for one in made if one.pk not in standing]
    changed = [one for one in made if one.pk in standing and _differs(one, standing[one.pk])]
    if told and (added or changed):
        by, at, why = told
        with transaction.atomic():
            ServicePoint.objects.bulk_create(added, batch_size=2000)
            ServicePoint.objects.bulk_update(changed, FIELDS, batch_size=500)
            facts = {"added": len(added), "changed": len(changed)}
            move_map("places.service_points_imported", facts, by=by, at=at, why=why)
    unchanged = len(made) - len(added) - len(changed)
    return Report(added=len(added), changed=len(changed), unchanged=unchanged, written=told is not None)


def _differs(made: ServicePoint, standing: ServicePoint) -> bool:
    """Does a table say anything new? What it does not say (steps, unit) stays as it is."""
    if made.step_free is None:
        made.step_free = standing.step_free
    made.unit_code = made.unit_code or standing.unit_code
    return any(getattr(made, at) != getattr(standing, at) for at in ATTRIBUTES)
