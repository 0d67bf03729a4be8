"""Reading people: masked for others, whole for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from commongrid.base.privacy import queries as privacy
from commongrid.base.privacy import retention
from commongrid.base.privacy.rules import masked_email, masked_name, masked_phone
from commongrid.registry.people import indexes, providers
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import Contact, Masked, MyData, Section, Seen

NOTHING = Masked("", "", "")


def find(contact: Contact, value: str) -> Person | None:
    """The person known by this number or address (unique index on phone_index, email_index)."""
    return Person.objects.filter(**{f"{contact}_index": indexes.index_of(contact, value)}).first()


def masked(person: Person) -> Masked:
    """What everybody with the case may see; a frozen or erased person shows nothing."""
    if person.frozen_at or person.erased_at:
        return NOTHING
    return Masked(masked_name(person.name), masked_phone(person.phone), masked_email(person.email))


def masked_by_id(person_ids: Iterable[UUID]) -> dict[UUID, Masked]:
    """The same for a page of rows, in one query (primary key)."""
    return {person.pk: masked(person) for person in Person.objects.filter(pk__in=set(person_ids))}


def my_data(person_id: UUID) -> MyData:
    """Everything stored about the person in every room, who looked at it, and how long it is kept.

    Only for the person themself, who has proven a contact: the values are in full.
    """
    person = Person.objects.get(pk=person_id)
    rooms = tuple(one.data(person_id) for one in providers.registered())
    return MyData(
        sections=(Section("people.contact", (_row(person),)), *rooms),
        looks=tuple(_seen(look) for look in privacy.looks_for(person_id)),
        kept={one.key: one.days for one in retention.all_of_them()},
    )


def _row(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "phone": person.phone,
        "email": person.email,
        "language": person.language,
        "created_at": person.created_at,
        "last_used_at": person.last_used_at,
        "frozen_at": person.frozen_at,
    }


def _seen(look: Any) -> Seen:
    return Seen(look.at, look.field, look.role, look.unit_name, look.actor_name, look.reason, look.context)


def way_to(person_id: UUID) -> str | None:
    """By what a person is reached, "email" or "sms"; None for whoever is gone, frozen or left no address (primary key)."""
    row = Person.objects.filter(pk=person_id, frozen_at=None, erased_at=None).first()
    if row is None or not (row.email_index or row.phone_index):
        return None
    return "email" if row.email_index else "sms"
