"""Adding premises, changing what is known of them, moving, closing and confirming them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.registry.places import queries as places
from commongrid.registry.premises.acts.core import attname, checked, lexemes_of, move, plain, seen
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.rules import CODE
from commongrid.registry.premises.terms import FACTS, SUBJECT, Kind, State


def add(
    code: str, lon: float, lat: float, values: Mapping[str, Any], *, by: Actor, at: datetime, why: str = ""
) -> Premises:
    """Add one premises at a point (WGS 84 degrees); `values` as in terms.FACTS, keys as ids.

    Refused: premises.code_taken, premises.bad_code, premises.outside, or what is wrong with the facts.
    """
    if not CODE.fullmatch(code):
        raise Refused("premises.bad_code", code=code)
    facts = _facts(values)
    made = Premises(id=uuid7(at), code=code, area=_area(lon, lat), lon=lon, lat=lat, added_at=at)
    for name, value in facts.items():
        setattr(made, attname(name), value)
    require(by, "premises.change", made)
    skipped = ("seq", "head", "found")
    fields = [field for field in Premises._meta.concrete_fields if field.name not in skipped]
    row = {field.name: getattr(made, field.attname) for field in fields}
    row["found"] = lexemes_of(row)
    told = {"code": code, "name": made.name, "kind": made.kind, "area": made.area, "why": why}
    entry = NewEntry("premises.added", at, by.snapshot(), told)
    insert = Insert(Premises, row, or_nothing=True)
    if not journal.open_subject(SUBJECT, insert, entry, subject_id=made.pk, row=made):
        raise Refused("premises.code_taken", code=code)
    return made


def change(
    premises_id: UUID, seq: int, values: Mapping[str, Any], *, by: Actor, at: datetime, why: str
) -> Premises:
    """Change facts; `seq` is what the actor saw. Without a difference nothing is written. Outrun names who was faster."""
    premises = seen(premises_id, seq, "premises.change", by=by)
    facts = _facts(values)
    before = {name: _held(premises, name) for name in facts}
    changes = {name: value for name, value in facts.items() if value != before[name]}
    if changes:
        told = {
            "before": {name: plain(before[name]) for name in changes},
            "after": {name: plain(value) for name, value in changes.items()},
            "why": why,
        }
        move(premises, "premises.changed", changes, told, by=by, at=at)
    return premises


def relocate(
    premises_id: UUID, seq: int, lon: float, lat: float, *, by: Actor, at: datetime, why: str
) -> Premises:
    """Correct the position; the grid follows. Both the old and the new place must be within reach."""
    premises = seen(premises_id, seq, "premises.change", by=by)
    if (premises.lon, premises.lat) == (lon, lat):
        return premises
    area = _area(lon, lat)
    require(by, "premises.change", Premises(area=area))
    told = {"from": premises.area, "to": area, "lon": lon, "lat": lat, "why": why}
    move(premises, "premises.moved", {"lon": lon, "lat": lat, "area": area}, told, by=by, at=at)
    return premises


def close(premises_id: UUID, seq: int, on: date, *, by: Actor, at: datetime, why: str) -> Premises:
    """It is no longer there, or no longer used, from a day on. Refused: premises.not_open, premises.ends_before_start."""
    premises = seen(premises_id, seq, "premises.change", by=by)
    if premises.state != State.OPEN:
        raise Refused("premises.not_open", name=premises.name)
    checked({"valid_from": premises.valid_from, "valid_until": on})
    changes = {"state": State.CLOSED, "valid_until": on}
    move(premises, "premises.closed", changes, {"on": on.isoformat(), "why": why}, by=by, at=at)
    return premises


def reopen(premises_id: UUID, seq: int, *, by: Actor, at: datetime, why: str) -> Premises:
    """It is in use again. Refused: premises.not_closed."""
    premises = seen(premises_id, seq, "premises.change", by=by)
    if premises.state != State.CLOSED:
        raise Refused("premises.not_closed", name=premises.name)
    changes = {"state": State.OPEN, "valid_until": None}
    move(premises, "premises.reopened", changes, {"why": why}, by=by, at=at)
    return premises


def confirm(premises_id: UUID, seq: int, *, by: Actor, at: datetime) -> Premises:
    """Whoever answers for it, or looks after the grid, says that what is known is right. Refused: premises.not_open."""
    premises = seen(premises_id, seq, "premises.confirm", by=by)
    if premises.state != State.OPEN:
        raise Refused("premises.not_open", name=premises.name)
    move(premises, "premises.confirmed", {"confirmed_at": at}, {}, by=by, at=at)
    return premises


def _held(premises: Premises, name: str) -> Any:
    return getattr(premises, attname(name))


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: values[name] for name in FACTS if name in values}
    checked(facts)
    if facts.get("kind") == Kind.RENTAL:
        facts["is_rental"] = True
    return facts


def _area(lon: float, lat: float) -> str:
    located = places.locate(lon, lat)
    if not located.area_code:
        raise Refused("premises.outside", lon=lon, lat=lat)
    return located.area_code
