"""A code to whoever is known already: sent to their own number or address, which the one who asks need not say again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.verdicts import Refused
from commongrid.registry.people.acts.codes import check_code, send_code
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import Contact, Purpose, Sent


def send_own_code(
    person_id: UUID, purpose: Purpose, *, at: datetime, client: str = "", language: str = "zh-hans"
) -> Sent:
    """Six digits to a person's own phone, or mailbox where there is no phone. Refused: as `send_code`, people.no_contact."""
    contact, value = _reached(person_id)
    return send_code(contact, value, purpose, at=at, client=client, language=language)


def check_own_code(person_id: UUID, purpose: Purpose, code: str, *, at: datetime, client: str = "") -> None:
    """Whoever holds that phone or mailbox has just read the code. Refused: as `check_code`, people.no_contact."""
    contact, value = _reached(person_id)
    if check_code(contact, value, purpose, code, at=at, client=client).pk != person_id:
        raise Refused("people.code_wrong")


def _reached(person_id: UUID) -> tuple[Contact, str]:
    person = Person.objects.filter(pk=person_id, frozen_at=None, erased_at=None).first()
    if person is not None and person.phone:
        return "phone", person.phone
    if person is not None and person.email:
        return "email", person.email
    raise Refused("people.no_contact")
