"""By what a person is found again."""

from __future__ import annotations

from commongrid.base.privacy.blind import BlindIndex
from commongrid.base.privacy.rules import plain_email, plain_phone
from commongrid.base.verdicts import Refused
from commongrid.registry.people import rules
from commongrid.registry.people.terms import Contact

INDEXES: dict[Contact, BlindIndex] = {
    "phone": BlindIndex("people_person.phone", plain_phone),
    "email": BlindIndex("people_person.email", plain_email),
}


def valid(contact: Contact, value: str) -> str:
    """`value` in its one written form; Refused with what is wrong with it (people.phone_short, …)."""
    verdict = rules.is_phone(value) if contact == "phone" else rules.is_email(value)
    if verdict.why:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    return verdict.answer


def index_of(contact: Contact, value: str) -> bytes:
    """The blind index of a valid value."""
    return INDEXES[contact].of(value)
