"""Service points near a point."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from commongrid.registry.places import coordinates, rules
from commongrid.registry.places.terms import Nearby

SPARE = 4
"""Degrees are shorter towards the poles: so many times the rows are ordered again by metres (enough to 75°)."""

NEAREST = """
select code, kind, name, name_en, address, phone, lon, lat, hours, services, division_id
from places_servicepoint
where point(lon, lat) <@ box(point(%s, %s), point(%s, %s)) and active and (%s::text is null or kind = %s)
order by point(lon, lat) <-> point(%s, %s) limit %s
"""


def nearest_service_points(
    lon: float,
    lat: float,
    within_m: float = 500,
    kind: str | None = None,
    *,
    limit: int = 20,
    at: datetime | None = None,
) -> list[Nearby]:
    """Active service points at most `within_m` great-circle metres away, nearest first (GiST places_servicepoint_point).

    With `at` each says whether it is open then, in the city's time zone.
    """
    sql, told = statement(lon, lat, within_m, kind, limit)
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        rows = cursor.fetchall()
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE)) if at else None
    found = [_nearby(row, lon, lat, local) for row in rows]
    return sorted((one for one in found if one.metres <= within_m), key=lambda one: (one.metres, one.code))[
        :limit
    ]


def statement(lon: float, lat: float, within_m: float, kind: str | None, limit: int) -> tuple[str, list[Any]]:
    """The query and its parameters: the box cuts, `<->` orders, both on the one index."""
    box = coordinates.box(lon, lat, within_m)
    return NEAREST, [*box, kind, kind, lon, lat, limit * SPARE]


def _nearby(row: tuple[Any, ...], lon: float, lat: float, local: datetime | None) -> Nearby:
    code, kind, name, name_en, address, phone, x, y, hours, services, division = row
    hours, services = (json.loads(one) if isinstance(one, str) else one for one in (hours, services))
    return Nearby(
        code=code,
        kind=kind,
        name=name,
        name_en=name_en,
        address=address,
        phone=phone,
        lon=x,
        lat=y,
        metres=coordinates.metres(lon, lat, x, y),
        hours=hours,
        services=tuple(services or ()),
        is_open=rules.is_open(hours, local).answer if local else None,
        division_code=division,
    )
