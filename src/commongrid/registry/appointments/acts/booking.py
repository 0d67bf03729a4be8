"""Booking, moving, calling off, and saying whether somebody came."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.privacy.rules import plain_text
from commongrid.base.verdicts import Outrun, Refused, Verdict
from commongrid.registry.appointments import queries, rules
from commongrid.registry.appointments.acts.telling import tell
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import MOST_WORDS, SUBJECT, State
from commongrid.registry.people import acts as people

SERVE = "appointments.serve"


@transaction.atomic
def book(
    one: Session, starts_at: datetime, key: str, *, words: str = "", phone: str = "", language: str = "zh-hans",
    by: Actor, at: datetime,
) -> tuple[Appointment, str]:  # fmt: skip
    """A place of a slot, and the code to come back with; the same key again gives the same. Nobody need say who they are.

    Refused: appointments.no_slot, .too_late, .too_far, .just_taken, .no_key, or what is wrong with the phone.
    """
    if not 8 <= len(key) <= 80 or "\x00" in key:
        raise Refused("appointments.no_key")
    code = queries.code_of(key)
    if (before := queries.by_key(key)) is not None:
        return before, code
    span = _free(one, starts_at, at)
    person = people.remember(phone=phone, language=language, at=at) if phone.strip() else None
    made = Appointment(id=uuid7(at), key=key, session=one, post_id=one.post_id, person=person, changed_at=at)
    made.starts_at, made.ends_at, made.state = *span, State.BOOKED
    row = {
        "id": made.pk, "key": key, "code_hash": queries.hash_of(code), "session": one.pk, "post": one.post_id,
        "starts_at": span[0], "ends_at": span[1], "state": State.BOOKED.value, "by_house": False,
        "person": person.pk if person else None, "sequence": 0, "changed_at": at,
        "words": sealed(Appointment, "words", made.pk, plain_text(words)[:MOST_WORDS] or None),
    }  # fmt: skip
    for place in range(1, one.places + 1):
        made.place = place
        insert = Insert(Appointment, {**row, "place": place}, or_nothing=True)
        entry = _entry("appointments.booked", one, span[0], by, at)
        if journal.open_subject(SUBJECT, insert, entry, subject_id=made.pk, row=made):
            return made, code
        if (before := queries.by_key(key)) is not None:
            return before, code
    raise Refused("appointments.just_taken")


def _free(one: Session, starts_at: datetime, at: datetime) -> tuple[datetime, datetime]:
    span = queries.slot(one, starts_at, at)
    if span is None:
        raise Refused("appointments.no_slot")
    _insist(rules.is_free(starts_at, queries.taken([one.pk], at)[one.pk, starts_at], one.places, at))
    return span


def _insist(verdict: Verdict[bool]) -> None:
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def _entry(what: str, one: Session, starts_at: datetime, by: Actor, at: datetime) -> NewEntry:
    """When and where. Of a resident who acts only that it was one: no entry leads from a person to an appointment."""
    actor = by.snapshot() if by.kind != "resident" else {"kind": "resident"}
    told = {"name": one.point.name, "at": starts_at.isoformat()}
    return NewEntry(what, at, actor, told)


def move(found: Appointment, to: Session, starts_at: datetime, *, by: Actor, at: datetime) -> Appointment:
    """To another slot, of this or another session of the same service and point; the calendar file counts on.

    Whoever has the code may, and whoever serves. Refused: appointments.is_over, .is_cancelled, .no_slot, .just_taken, .other_service.
    """
    _may(found, by)
    _insist(rules.may_change(found.state, found.starts_at, at))
    if (to.service, to.point_id) != (found.session.service, found.session.point_id):
        raise Refused("appointments.other_service")
    span = _free(to, starts_at, at)
    changes: dict[str, Any] = {
        "session": to.pk, "post": to.post_id, "starts_at": span[0], "ends_at": span[1], "sequence": found.sequence + 1,
        "changed_at": at, "reminded_at": None,
    }  # fmt: skip
    for place in range(1, to.places + 1):
        try:
            with transaction.atomic():
                _change(found, "appointments.moved", to, {**changes, "place": place}, by=by, at=at)
        except IntegrityError:
            continue
        found.session = to
        if by.kind == "staff":
            tell("appointments.was_moved", [found], at=at)
        return found
    raise Refused("appointments.just_taken")


def _may(found: Appointment, by: Actor) -> None:
    if by.kind == "staff":
        require(by, SERVE, found)


def _change(
    found: Appointment, what: str, one: Session, changes: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    starts_at = changes.get("starts_at", found.starts_at)
    if not journal.move_subject(SUBJECT, found, _entry(what, one, starts_at, by, at), changes):
        raise Outrun("appointments.outrun")


@transaction.atomic
def cancel(found: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Call it off; the slot is free again. Twice is once. Whoever has the code may, and whoever serves, who is then owed an own word."""
    _may(found, by)
    if found.state == State.CANCELLED:
        return found
    _insist(rules.may_change(found.state, found.starts_at, at))
    return cancel_row(found, by=by, at=at)


def cancel_row(found: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Call off without asking for the right; the words go at once, since nobody needs them any more."""
    changes = {
        "state": State.CANCELLED, "by_house": by.kind != "resident", "words": None,
        "sequence": found.sequence + 1, "changed_at": at,
    }  # fmt: skip
    _change(found, "appointments.cancelled", found.session, changes, by=by, at=at)
    if by.kind != "resident":
        tell("appointments.was_cancelled", [found], at=at)
    return found


def record(appointment_id: UUID, state: State, *, by: Actor, at: datetime) -> Appointment:
    """Came, or did not come: a state until the row goes; the journal only hears that it is over."""
    found = Appointment.objects.select_related("session__point").get(pk=appointment_id)
    require(by, SERVE, found)
    if state not in (State.CAME, State.MISSED):
        raise ValueError(state)
    _insist(rules.may_record(found.state, found.starts_at, at))
    if found.state != state:
        _change(found, "appointments.over", found.session, {"state": state, "changed_at": at}, by=by, at=at)
    return found
