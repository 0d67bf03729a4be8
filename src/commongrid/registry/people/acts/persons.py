"""Remembering a person, showing them in full, and correcting what they said of themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from commongrid.base.access import acts as access
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy import acts as privacy
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.people import indexes, rules
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import Contact

USED_AGAIN = timedelta(days=1)


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
        record(person, "person.unmasked", {}, data=told, by=by, at=at)
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
    require_self(person_id, by)
    changes: dict[str, Any] = {} if language is None else {"language": language}
    if name is not None:
        verdict = rules.is_name(name)
        if verdict.why:
            raise Refused(verdict.why[0].key, **verdict.why[0].facts)
        changes["name"] = sealed(Person, "name", person_id, verdict.answer or None)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id, erased_at=None)
        told = {"fields": sorted(changes), "reason": why}
        record(person, "person.corrected", changes, data=told, by=by, at=at)
    return person


def require_self(person_id: UUID, by: Actor) -> None:
    """Only the person, or the system, may; raises NotAllowed("people.not_yours")."""
    if by.kind != "system" and by.person_id != str(person_id):
        raise NotAllowed("people.not_yours")


def record(
    person: Person, kind: str, changes: dict[str, Any], *, data: dict[str, Any], by: Actor, at: datetime
) -> None:
    """One entry about a person with what changes in their row; raises Outrun("people.changed_meanwhile")."""
    entry = NewEntry(kind, at, by.snapshot(), data)
    if not journal.move_subject("person", person, entry, changes):
        raise Outrun("people.changed_meanwhile")
