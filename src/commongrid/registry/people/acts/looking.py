"""Finding a person by a number that was said on the phone: as much a look as showing a number is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.privacy import acts as privacy
from commongrid.base.privacy import rules as privacy_rules
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.people import indexes
from commongrid.registry.people.acts.codes import ration
from commongrid.registry.people.acts.persons import record
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import LOOK_UP_BY_ONE

CONTEXT = "search:phone"


def look_up(phone: str, *, by: Actor, at: datetime, why: str) -> UUID | None:
    """The person known by this number (unique index on phone_index), after the look is committed; None for nobody.

    The number is turned into its blind index and kept nowhere. Refused: people.phone_short and its kin,
    privacy.reason_too_short, people.too_often. Never call it inside a transaction.
    """
    if not access.has(by, "people.unmask"):
        raise NotAllowed("access.no_grant", ability="people.unmask", role=by.role or by.kind)
    index = indexes.index_of("phone", indexes.valid("phone", phone))
    verdict = privacy_rules.is_reason_enough(why)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    seconds = ration("look_up", f"account:{by.account_id}", LOOK_UP_BY_ONE, at=at)
    if seconds:
        raise Refused("people.too_often", seconds=seconds)
    with transaction.atomic(durable=True):
        person = Person.objects.select_for_update().filter(phone_index=index, frozen_at=None).first()
        if person is None:
            return None
        label, key = "people_person.phone", person.pk
        privacy.write_look(label, row=key, person_id=key, by=by, at=at, why=why, context=CONTEXT)
        data = {"field": "phone", "context": CONTEXT, "reason": why}
        record(person, "person.unmasked", {}, data=data, by=by, at=at)
    return person.pk
