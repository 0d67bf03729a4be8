"""The only writers of service points one by one: adding, changing, ending, announcing that one is shut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries as history
from commongrid.base.journal.statement import Insert, Update, Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import rules
from commongrid.registry.points.models import Closing
from commongrid.registry.points.terms import SUBJECT, Ground

KEEP = "points.keep"
FACTS = (
    "kind", "name", "name_en", "division_id", "address", "lon", "lat", "phone", "hours", "services", "rooms",
    "step_free", "access", "unit_code", "valid_from",
)  # fmt: skip


def add(code: str, values: Mapping[str, Any], *, by: Actor, at: datetime, why: str = "") -> ServicePoint:
    """Add a point; `values` as in FACTS. Refused: points.bad_code, points.code_taken, or what is wrong with the facts."""
    if not rules.CODE.fullmatch(code):
        raise Refused("points.bad_code", code=code)
    facts = _checked(values)
    made = ServicePoint(code=code, **facts)
    require(by, KEEP, Ground(made.division_id))
    skipped = ("seq", "head", "pk")
    row = {
        each.name: getattr(made, each.attname)
        for each in ServicePoint._meta.concrete_fields
        if each.name not in skipped
    }
    told = {"code": code, "name": made.name, "division": made.division_id, "why": why}
    insert = Insert(ServicePoint, row, or_nothing=True)
    entry = NewEntry("points.added", at, by.snapshot(), told)
    if not journal.open_subject(SUBJECT, insert, entry, subject_id=code, row=made):
        raise Refused("points.code_taken", code=code)
    return made


def change(
    code: str, seq: int, values: Mapping[str, Any], *, by: Actor, at: datetime, why: str
) -> ServicePoint:
    """Change facts; `seq` is what the actor saw. Without a difference nothing is written. Outrun names who was faster."""
    point = _seen(code, seq, by)
    facts = _checked(values)
    if "division_id" in facts:
        require(by, KEEP, Ground(facts["division_id"]))
    changes = {name: value for name, value in facts.items() if value != getattr(point, name)}
    if changes:
        told = {
            "before": {name: _plain(getattr(point, name)) for name in changes},
            "after": {name: _plain(value) for name, value in changes.items()},
            "why": why,
        }
        _move(point, "points.changed", changes, told, by=by, at=at)
    return point


def end(code: str, seq: int, on: date, *, by: Actor, at: datetime, why: str) -> ServicePoint:
    """It is given up after a day; its page and its history stay with the desk. Refused: points.has_ended."""
    point = _seen(code, seq, by)
    if not point.active:
        raise Refused("points.has_ended", name=point.name)
    _refuse({"valid_from": point.valid_from, "valid_to": on})
    changes = {"active": False, "valid_to": on}
    _move(point, "points.ended", changes, {"on": on.isoformat(), "why": why}, by=by, at=at)
    return point


def resume(code: str, seq: int, *, by: Actor, at: datetime, why: str) -> ServicePoint:
    """It is in use again. Refused: points.is_in_use."""
    point = _seen(code, seq, by)
    if point.active:
        raise Refused("points.is_in_use", name=point.name)
    _move(point, "points.resumed", {"active": True, "valid_to": None}, {"why": why}, by=by, at=at)
    return point


def announce(
    code: str, seq: int, span: tuple[datetime, datetime], words: tuple[str, str], *, by: Actor, at: datetime
) -> None:
    """Say that a point is shut from a moment to a moment, and why (Chinese, English); residents read it at once."""
    point = _seen(code, seq, by)
    verdict = rules.is_shutting(*span, at)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    row = {
        "point": code,
        "starts_at": span[0],
        "ends_at": span[1],
        "zh": words[0],
        "en": words[1],
        "announced_at": at,
        "dropped_at": None,
    }
    told = {"from": span[0].isoformat(), "until": span[1].isoformat(), "why": words[0]}
    _move(point, "points.closing_announced", {}, told, by=by, at=at, then=[Insert(Closing, row)])


def drop(code: str, seq: int, closing_id: int, *, by: Actor, at: datetime) -> None:
    """A closing that was announced does not take place, or ends now."""
    point = _seen(code, seq, by)
    found = Closing.objects.filter(pk=closing_id, point=code, dropped_at=None).first()
    if found is None:
        raise Refused("points.no_closing")
    told = {"from": found.starts_at.isoformat(), "until": found.ends_at.isoformat()}
    gone = Update(Closing, {"id": found.pk, "dropped_at": None}, {"dropped_at": at})
    _move(point, "points.closing_dropped", {}, told, by=by, at=at, then=[gone])


def _seen(code: str, seq: int, by: Actor) -> ServicePoint:
    point = ServicePoint.objects.get(pk=code)
    require(by, KEEP, Ground(point.division_id))
    if point.seq != seq:
        raise _outrun(point)
    return point


def _move(
    point: ServicePoint,
    kind: str,
    changes: dict[str, Any],
    told: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    then: Sequence[Write] = (),
) -> None:
    entry = NewEntry(kind, at, by.snapshot(), {"code": point.pk, "name": point.name, **told})
    named = {
        ServicePoint._meta.get_field(name).name if name != "division_id" else "division": value
        for name, value in changes.items()
    }
    if not journal.move_subject(SUBJECT, point, entry, named, then=then):
        raise _outrun(ServicePoint.objects.get(pk=point.pk))


def _outrun(point: ServicePoint) -> Outrun:
    entries = history.history(SUBJECT, point.pk)
    last = entries[-1] if entries else None
    who = str(last.actor.get("name") or last.actor.get("role") or "") if last else ""
    return Outrun("points.outrun", name=point.name, who=who, at=last.at.isoformat() if last else "")


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: values[name] for name in FACTS if name in values}
    _refuse(facts)
    if "services" in facts:
        facts["services"] = rules.services_of(facts["services"])
    if "division_id" in facts and places.division(facts["division_id"]) is None:
        raise Refused("points.unknown_division", division=str(facts["division_id"]))
    return facts


def _refuse(facts: Mapping[str, Any]) -> None:
    for why in rules.what_is_wrong(facts):
        raise Refused(why.key, **why.facts)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
