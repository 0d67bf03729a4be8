"""Service points, the decorative layer, and the news of premises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from commongrid.base.access.terms import Actor
from commongrid.registry.places import rules
from commongrid.registry.places.acts.versions import move_map
from commongrid.registry.places.models import Division, MapLayer, ServicePoint
from commongrid.registry.places.terms import PointRow, Report


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
        )

    return _import(
        ServicePoint, rows, made, "places.service_points_imported", None if check_only else (by, at, why)
    )


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


def _import[M: models.Model](
    model: type[M],
    rows: Sequence[PointRow],
    made: Any,
    kind: str,
    told: tuple[Actor, datetime, str] | None,
) -> Report:
    faults = rules.point_faults(rows, set(Division.objects.values_list("code", flat=True)))
    if faults:
        return Report(tuple(faults))
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    standing = {one.pk: one for one in model._default_manager.filter(pk__in=[row.code for row in rows])}
    objects = [made(row) for row in rows]
    added = [one for one in objects if one.pk not in standing]
    changed = [
        one
        for one in objects
        if one.pk in standing and any(getattr(one, f) != getattr(standing[one.pk], f) for f in fields)
    ]
    if told and (added or changed):
        by, at, why = told
        with transaction.atomic():
            model._default_manager.bulk_create(added, batch_size=2000)
            model._default_manager.bulk_update(changed, fields, batch_size=500)
            move_map(kind, {"added": len(added), "changed": len(changed)}, by=by, at=at, why=why)
    unchanged = len(objects) - len(added) - len(changed)
    return Report(added=len(added), changed=len(changed), unchanged=unchanged, written=told is not None)
