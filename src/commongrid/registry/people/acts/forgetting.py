"""Forgetting a person, or freezing them while something still holds their data."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.verdicts import Why
from commongrid.registry.people import providers
from commongrid.registry.people.acts.persons import record, require_self
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import Forgotten

EXPIRED_AT_ONCE = 1000


def erase(person_id: UUID, *, by: Actor, at: datetime, why: str = "") -> Forgotten:
    """Forget the person, or freeze them while the law or an open case still needs their data (PIPL 47).

    Frozen: kept, but shown to nobody and no longer found by number or address; erased by the nightly task
    once nothing holds it. Reports keep the person's id, which then leads nowhere. Doing it twice is harmless.
    """
    require_self(person_id, by)
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
        record(person, "person.frozen", {**unfindable, "frozen_at": at}, data=told, by=by, at=at)
        return
    for one in providers.registered():
        one.forget(person.pk, at)
    gone = {**unfindable, "name": None, "phone": None, "email": None, "erased_at": at}
    record(person, "person.erased", gone, data={"reason": why}, by=by, at=at)


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
