"""Remembering a person, showing them in full, correcting and forgetting them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy import acts as privacy
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Outrun, Refused, Why
from commongrid.registry.people import indexes, providers, rules
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import Contact, Forgotten

USED_AGAIN = timedelta(days=1)
EXPIRED_AT_ONCE = 1000


def remember(
    *, at: datetime, phone: str = "", email: str = "", name: str = "", language: str = "zh-hans"
) -> Person:
    """The person known by this phone (else by this e-mail), made if there is none; two at once get the same.

    What a known person has said of themself is never overwritten here, because nothing is proven yet;
    only gaps are filled. Refused with what is wrong with a number or an address.
    """
    phone = indexes.valid("phone", phone) if phone else ""
    email = indexes.valid("email", email) if email else ""
    contact: Contact = "phone" if phone else "email"
    index = indexes.index_of(contact, indexes.valid(contact, phone or email))
    name = rules.is_name(name).answer
    person = _find(contact, index)
    if person is None:
        made = Person(
            id=uuid7(at), language=language, created_at=at, last_used_at=at, **{f"{contact}_index": index}
        )
        made.name, made.phone, made.email = name or None, phone or None, email or None
        Person.objects.bulk_create([made], ignore_conflicts=True)
        person = _find(contact, index)
        if person is None:
            raise Outrun("people.erased_meanwhile")
    _touch(person, at, {"name": name, "email": email})
    return person


def _find(contact: Contact, index: bytes) -> Person | None:
    return Person.objects.filter(**{f"{contact}_index": index}).first()


def _touch(person: Person, at: datetime, given: dict[str, str]) -> None:
    changed = [field for field, value in given.items() if value and getattr(person, field) is None]
    for field in changed:
        setattr(person, field, given[field])
    if at - person.last_used_at >= USED_AGAIN:
        person.last_used_at = at
        changed.append("last_used_at")
    if changed:
        person.save(update_fields=changed)


def unmask(
    person_id: UUID, field: str, *, about: Any, context: str, by: Actor, at: datetime, why: str
) -> str | None:
    """The full name, phone or email, after the look is committed to the access log and the journal.

    `about` is the case or report it is needed for: the grant `people.unmask` must reach it; `context` names
    it ("case:17"). Refused: privacy.reason_too_short, people.frozen. Never call it inside a transaction.
    """
    access.require(by, "people.unmask", about)
    with transaction.atomic(durable=True):
        person = Person.objects.select_for_update().get(pk=person_id)
        if person.frozen_at or person.erased_at:
            raise Refused("people.frozen")
        label = f"people_person.{field}"
        privacy.write_look(label, row=person_id, person_id=person_id, by=by, at=at, why=why, context=context)
        told = {"field": field, "context": context, "reason": why}
        _record(person, "person.unmasked", {}, data=told, by=by, at=at)
    value: str | None = getattr(person, field)
    return value


def correct(
    person_id: UUID,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    name: str | None = None,
    language: str | None = None,
) -> Person:
    """The person mends their own name or language (contacts: `change_contact`). Refused: people.name_long."""
    _require_self(person_id, by)
    changes: dict[str, Any] = {} if language is None else {"language": language}
    if name is not None:
        verdict = rules.is_name(name)
        if verdict.why:
            raise Refused(verdict.why[0].key, **verdict.why[0].facts)
        changes["name"] = sealed(Person, "name", person_id, verdict.answer or None)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id, erased_at=None)
        told = {"fields": sorted(changes), "reason": why}
        _record(person, "person.corrected", changes, data=told, by=by, at=at)
    return person


def erase(person_id: UUID, *, by: Actor, at: datetime, why: str = "") -> Forgotten:
    """Forget the person, or freeze them while the law or an open case still needs their data (PIPL 47).

    Frozen: kept, but shown to nobody and no longer found by number or address; erased by the nightly task
    once nothing holds it. Reports keep the person's id, which then leads nowhere. Doing it twice is harmless.
    """
    _require_self(person_id, by)
    holds = tuple(reason for one in providers.registered() for reason in one.holds(person_id, at))
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        if not person.erased_at and not (holds and person.frozen_at):
            _forget(person, holds, by=by, at=at, why=why)
    return Forgotten("frozen", holds) if holds and not person.erased_at else Forgotten("erased")


def _forget(person: Person, holds: tuple[Why, ...], *, by: Actor, at: datetime, why: str) -> None:
    unfindable: dict[str, Any] = {"phone_index": None, "email_index": None}
    if holds:
        told = {"reason": why, "holds": [reason.as_json() for reason in holds]}
        _record(person, "person.frozen", {**unfindable, "frozen_at": at}, data=told, by=by, at=at)
        return
    for one in providers.registered():
        one.forget(person.pk, at)
    gone = {**unfindable, "name": None, "phone": None, "email": None, "erased_at": at}
    _record(person, "person.erased", gone, data={"reason": why}, by=by, at=at)


def expire_persons(before: datetime, *, at: datetime) -> int:
    """Erase whom nobody has heard from since `before`, and the frozen whom nothing holds any more."""
    silent = Person.objects.filter(erased_at=None, last_used_at__lt=before, frozen_at=None)
    frozen = Person.objects.filter(erased_at=None, frozen_at__isnull=False)
    due = [
        *silent.values_list("pk", flat=True)[:EXPIRED_AT_ONCE],
        *frozen.values_list("pk", flat=True)[:EXPIRED_AT_ONCE],
    ]
    forgotten = [erase(person_id, by=SYSTEM, at=at, why="retention") for person_id in due]
    return sum(one.outcome == "erased" for one in forgotten)


def _require_self(person_id: UUID, by: Actor) -> None:
    if by.kind != "system" and by.person_id != str(person_id):
        raise NotAllowed("people.not_yours")


def _record(
    person: Person, kind: str, changes: dict[str, Any], *, data: dict[str, Any], by: Actor, at: datetime
) -> None:
    entry = NewEntry(kind, at, by.snapshot(), data)
    if not journal.move_subject("person", person, entry, changes):
        raise Outrun("people.changed_meanwhile")
