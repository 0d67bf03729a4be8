"""The village's side: asking, taking another day, letting go, rating."""

from __future__ import annotations

from datetime import datetime

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.registry.packs import queries as packs
from commongrid.registry.places import queries as places
from commongrid.registry.points.terms import Ground
from commongrid.registry.units.models import Unit
from commongrid.work.outreach import queries, rules
from commongrid.work.outreach.acts.core import check, facts, held_to, move
from commongrid.work.outreach.lifecycle import ASK
from commongrid.work.outreach.models import Request, Service
from commongrid.work.outreach.terms import REQUEST, Asking, State


def ask(asking: Asking, key: str, *, by: Actor, at: datetime) -> Request:
    """Ask a department to come; the same key again is the same request. Refused with what cannot be."""
    require(by, ASK, Ground(asking.division))
    before = Request.objects.select_related("division", "unit", "service").filter(key=key).first()
    if before is not None:
        require(by, ASK, before)
        return before
    held_to(rules.can_be_asked(asking, at))
    service, unit = _whom(asking)
    found = Request(
        id=uuid7(at), key=key, area=asking.division, division_id=asking.division, unit=unit, unit_ids=[unit.pk],
        service=service, days=list(asking.days), hours=asking.hours, people=asking.people, place=asking.place.strip()[:200],
        note=asking.note.strip()[:300], state=State.ASKED, asked_at=at, due_at=_due(at),
    )  # fmt: skip
    row = {
        each.name: getattr(found, each.attname)
        for each in Request._meta.concrete_fields
        if each.name not in ("seq", "head")
    }
    entry = NewEntry("outreach.asked", at, by.snapshot(), {**facts(found), "people": asking.people})
    if not journal.open_subject(
        REQUEST, Insert(Request, row, or_nothing=True), entry, subject_id=found.pk, row=found
    ):
        return Request.objects.select_related("division", "unit", "service").get(key=key)
    return found


def _whom(asking: Asking) -> tuple[Service, Unit]:
    service = Service.objects.filter(pk=asking.service, active=True).first()
    if service is None or places.division(asking.division) is None or len(asking.division) != 12:
        raise Refused("outreach.no_such_service")
    unit = next((one for one in queries.units_for(service, asking.division) if one.code == asking.unit), None)
    if unit is None:
        raise Refused("outreach.not_their_service")
    return service, unit


def _due(at: datetime) -> datetime:
    return calendar_rules.deadline(calendars.calendar(), at, packs.limit("outreach_answer_within")).at


def take(found: Request, *, by: Actor, at: datetime) -> Request:
    """The village takes the day the department offered. Refused: outreach.not_ahead once it has passed."""
    check(found, "take", by=by)
    if found.begins_at is not None:
        held_to(rules.is_ahead(found.begins_at, at))
    return move(found, "take", {}, by=by, at=at)


def withdraw(found: Request, *, by: Actor, at: datetime) -> Request:
    """The village no longer needs it."""
    check(found, "withdraw", by=by)
    return move(found, "withdraw", {}, by=by, at=at)


def rate(found: Request, stars: int, *, by: Actor, at: datetime) -> Request:
    """The village's stars for the unit, once. Refused: outreach.rated_already, outreach.stars."""
    check(found, "rate", by=by)
    if found.stars is not None:
        raise Refused("outreach.rated_already")
    held_to(rules.are_stars(stars))
    return move(found, "rate", {"stars": stars}, by=by, at=at, told={"stars": stars})
