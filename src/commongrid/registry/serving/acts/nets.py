"""Nets beside the grids: forest chiefs, river chiefs. A net is imported whole and replaces what it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.registry.places import plane
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.places.reading import as_geojson
from commongrid.registry.places.rings import Area
from commongrid.registry.places.terms import Fault, Report
from commongrid.registry.serving.models import Net, NetPart
from commongrid.registry.serving.reading import Part, fault, read_net
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post, Unit


def import_net(
    collection: Any, *, by: Actor, at: datetime, why: str = "", check_only: bool = False
) -> Report:
    """A FeatureCollection with the net's code, kind and names, and a feature for each part; with one fault nothing is written.

    A part has a polygon, or names codes of grids or divisions; a polygon is laid over the grids in force.
    """
    require(by, "admin.registry", EVERYTHING)
    net, parts, faults = read_net(collection)
    known = {one.code: one for one in Unit.objects.filter(code__in={part.unit for part in parts})}
    holders = _holders(parts, known, at)
    faults += list(_unknown(parts, known, holders))
    if faults:
        return Report(tuple(sorted(faults, key=lambda one: one.at)))
    changed = Net.objects.filter(code=net["code"]).exists()
    if not check_only:
        with transaction.atomic():
            _write(net, parts, known, holders, at)
            told = {"net": net["name_zh"], "parts": len(parts), "why": why}
            journal.note("net", net["code"], NewEntry("serving.net_imported", at, by.snapshot(), told))
    count = len(parts)
    return Report(added=0 if changed else count, changed=count if changed else 0, written=not check_only)


def _write(
    net: Mapping[str, str],
    parts: Sequence[Part],
    known: Mapping[str, Unit],
    holders: Mapping[str, Post],
    at: datetime,
) -> None:
    values = {name: net[name] for name in ("kind", "name_zh", "name_en")}
    kept, _created = Net.objects.update_or_create(code=net["code"], defaults={**values, "imported_at": at})
    NetPart.objects.filter(net=kept).delete()
    NetPart.objects.bulk_create(
        NetPart(
            net=kept,
            code=part.code,
            name=part.name,
            title=part.title,
            unit=known.get(part.unit),
            post=holders.get(part.username),
            areas=sorted({*part.areas, *(_under(part.area) if part.area is not None else ())}),
            geometry=as_geojson(part.area) if part.area is not None else None,
        )
        for part in parts
    )


def _under(area: Area) -> Iterator[str]:
    """The grids in force that a polygon lies over, by more than a sliver."""
    for plot in places.atlas().basic:
        if plot.area.intersects(area):
            flat = plane.on_plane([plot.area, area])
            if plane.is_thick(flat[0].intersection(flat[1])):
                yield plot.code


def _holders(parts: Sequence[Part], known: Mapping[str, Unit], at: datetime) -> dict[str, Post]:
    """The post of each named account, at the part's unit where it has one."""
    names = {part.username for part in parts if part.username}
    held = units.current_posts(at.date()).filter(account__username__in=names).select_related("account")
    wanted = {part.username: known[part.unit].pk for part in parts if part.unit in known}
    found: dict[str, Post] = {}
    for post in held.order_by("id"):
        name = post.account.username
        if name not in found or post.unit_id == wanted.get(name):
            found[name] = post
    return found


def _unknown(
    parts: Sequence[Part], known: Mapping[str, Unit], holders: Mapping[str, Post]
) -> Iterator[Fault]:
    codes = {code for part in parts for code in part.areas}
    there = set(Grid.objects.filter(code__in=codes).values_list("code", flat=True))
    there |= set(Division.objects.filter(code__in=codes).values_list("code", flat=True))
    for part in parts:
        if part.unit and part.unit not in known:
            yield fault(part.at, part.code, "unknown_unit", unit=part.unit)
        if part.username and part.username not in holders:
            yield fault(part.at, part.code, "unknown_holder", username=part.username)
        for code in part.areas:
            if code not in there:
                yield fault(part.at, part.code, "unknown_area", area=code)
