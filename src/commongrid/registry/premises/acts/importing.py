"""Premises from a table: checked whole, then written at once; the same table again writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed
from commongrid.registry.places import acts as map_acts
from commongrid.registry.places import queries as places
from commongrid.registry.places.terms import Fault, Report
from commongrid.registry.premises import rules
from commongrid.registry.premises.acts.core import attname, lexemes_of, move, plain
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import Kind, PremisesRow, State, fault
from commongrid.registry.units.models import Unit

AT_ONCE = 10_000
TOLD = (
    "kind", "name", "address", "area", "lon", "lat", "floors", "rooms", "is_rental", "credit_code", "parent",
    "unit", "valid_from", "valid_until", "state",
)  # fmt: skip


@dataclass(slots=True)
class _Plan:
    """What a table needs that is not in it: where each line lies, and the ids behind its codes."""

    areas: list[str]
    units: dict[str, int]
    ids: dict[str, UUID]
    today: Any


def import_premises(
    rows: Sequence[PremisesRow],
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    schematic: bool = False,
    check_only: bool = False,
) -> Report:
    """Add premises and change those that are here by code; with any fault nothing is written.

    New lines go in by COPY under one entry of the map's; each one changed has an entry of its own. Lines
    outside the actor's reach are faults. Merged premises are left alone. Position and division must agree.
    """
    if not access.has(by, "premises.import"):
        raise NotAllowed("access.no_grant", ability="premises.import", role=by.role or by.kind)
    plan = _plan(rows, at)
    faults = [*_faults(rows, plan, by)]
    if faults:
        return Report(tuple(sorted(faults, key=lambda one: one.at)))
    added, changed, unchanged = 0, 0, 0
    with transaction.atomic():
        for some in batched(zip(rows, plan.areas, strict=True), AT_ONCE):
            standing = {
                one.code: one
                for one in Premises.objects.defer("found").filter(code__in=[r.code for r, _ in some])
            }
            news = [(row, area) for row, area in some if row.code not in standing]
            old = [
                (standing[row.code], _values(row, area, plan)) for row, area in some if row.code in standing
            ]
            differing = [(one, diff) for one, values in old if (diff := _difference(one, values))]
            added, changed = added + len(news), changed + len(differing)
            unchanged += len(old) - len(differing)
            if not check_only:
                _write(news, differing, plan, schematic, by=by, at=at, why=why)
        if not check_only and (added or changed):
            map_acts.note_premises({"added": added, "changed": changed}, by=by, at=at, why=why)
    if added > AT_ONCE and not check_only:
        _look_again()
    return Report(added=added, changed=changed, unchanged=unchanged, written=not check_only)


def _plan(rows: Sequence[PremisesRow], at: datetime) -> _Plan:
    """Everything that is asked of the map and of other tables, in bulk."""
    atlas = places.build_atlas("now")
    on_earth = [abs(row.lon) <= 180 and abs(row.lat) <= 90 for row in rows]
    lons = [row.lon if good else 0.0 for row, good in zip(rows, on_earth, strict=True)]
    lats = [row.lat if good else 0.0 for row, good in zip(rows, on_earth, strict=True)]
    areas = [str(code) for code in places.located_codes(atlas, lons, lats)] if rows else []
    known = dict(Unit.objects.values_list("code", "pk"))
    ids = {row.code: uuid7(at) for row in rows}
    for some in batched(sorted({*ids, *(row.parent for row in rows if row.parent)}), AT_ONCE):
        ids |= dict(Premises.objects.filter(code__in=some).values_list("code", "pk"))
    return _Plan(areas, known, ids, at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())


def _faults(rows: Sequence[PremisesRow], plan: _Plan, by: Actor) -> Iterator[Fault]:
    first: dict[str, int] = {}
    reached: dict[str, bool] = {}
    for row, area in zip(rows, plan.areas, strict=True):
        for why in rules.fact_faults(row):
            yield Fault(row.line, row.code, why)
        if first.setdefault(row.code, row.line) != row.line:
            yield fault(row.line, row.code, "twice", {"first": first[row.code]})
        if area and area not in reached:
            reached[area] = access.may(by, "premises.import", Premises(area=area)).answer
        yield from _misplaced(row, area, is_reached=reached.get(area, False))
        if row.unit and row.unit not in plan.units:
            yield fault(row.line, row.code, "unknown_unit", {"unit": row.unit})
        if row.parent and row.parent not in plan.ids:
            yield fault(row.line, row.code, "unknown_parent", {"parent": row.parent})


def _misplaced(row: PremisesRow, area: str, *, is_reached: bool) -> Iterator[Fault]:
    if not area:
        yield fault(row.line, row.code, "outside_map")
    elif not area.startswith(row.division):
        yield fault(row.line, row.code, "elsewhere", {"division": row.division, "area": area})
    elif not is_reached:
        yield fault(row.line, row.code, "not_your_area", {"area": area})


def _values(row: PremisesRow, area: str, plan: _Plan) -> dict[str, Any]:
    is_over = row.valid_until is not None and row.valid_until <= plan.today
    return {
        "kind": row.kind,
        "name": row.name,
        "address": row.address,
        "area": area,
        "lon": row.lon,
        "lat": row.lat,
        "floors": row.floors,
        "rooms": row.rooms,
        "is_rental": row.is_rental or row.kind == Kind.RENTAL,
        "credit_code": row.credit_code,
        "parent": plan.ids[row.parent] if row.parent else None,
        "unit": plan.units[row.unit] if row.unit else None,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "state": str(State.CLOSED if is_over else State.OPEN),
    }


def _difference(one: Premises, values: dict[str, Any]) -> dict[str, Any]:
    if one.state == State.MERGED:
        return {}
    attnames = {name: attname(name) for name in TOLD}
    return {name: value for name, value in values.items() if value != getattr(one, attnames[name])}


def _write(
    news: Sequence[tuple[PremisesRow, str]],
    differing: Sequence[tuple[Premises, dict[str, Any]]],
    plan: _Plan,
    schematic: bool,
    *,
    by: Actor,
    at: datetime,
    why: str,
) -> None:
    columns = ["id", "seq", "head", "code", *(attname(name) for name in TOLD)]
    more = ("schematic", "added_at", "found")
    if news:
        journal.copy_in("premises_premises", (*columns, *more), _lines(news, plan, schematic, at), at=at)
    for one, changes in differing:
        before = {name: plain(getattr(one, attname(name))) for name in changes}
        told = {
            "before": before,
            "after": {name: plain(value) for name, value in changes.items()},
            "why": why,
        }
        move(one, "premises.changed", changes, told, by=by, at=at)


def _lines(
    news: Sequence[tuple[PremisesRow, str]], plan: _Plan, schematic: bool, at: datetime
) -> Iterator[str]:
    for row, area in news:
        values = _values(row, area, plan)
        found = lexemes_of({**values, "code": row.code})
        cells = [plan.ids[row.code], 0, b"", row.code, *values.values(), schematic, at.isoformat(), found]
        yield "\t".join(map(journal.field, cells)) + "\n"


def _look_again() -> None:
    """So many new rows change what the planner should expect."""
    with connection.cursor() as db:
        db.execute("analyze premises_premises, premises_tally")
