"""How a resident is reached (their address is opened only to send), and what they were told, for their own eyes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.notices import acts, queries, voices
from commongrid.base.notices.models import Notice
from commongrid.base.notices.terms import Channel
from commongrid.base.notices.voices import NotDelivered, Unreachable
from commongrid.base.verdicts import Why
from commongrid.registry.people import senders
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import Section


class ByTheirContact:
    """E-mail or text message, to whatever the person left; an erased or frozen person gets nothing."""

    def language(self, person_id: UUID) -> str:
        return _person(person_id).language

    def send(
        self, person_id: UUID, channel: Channel, subject: str, text: str, *, key: str, at: datetime
    ) -> None:
        person = _person(person_id)
        to = person.email if channel == Channel.EMAIL else person.phone
        if not to:
            raise Unreachable("no address")
        sender = senders.sender_for("email" if channel == Channel.EMAIL else "phone")
        try:
            sender.tell(to, subject, text, key=key, at=at)
        except senders.NotSent as fault:
            raise NotDelivered("the gateway did not take it") from fault


class NoticesOfPerson:
    """What residents were told, as `registry/people` shows it to them and forgets it when they ask."""

    key = "notices.told"

    def data(self, person_id: UUID) -> Section:
        found = list(queries.of(Actor("resident", person_id=str(person_id))).order_by("-at", "-id")[:200])
        language = Person.objects.get(pk=person_id).language
        return Section(self.key, tuple(_row(notice, language) for notice in found))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        return ()

    def forget(self, person_id: UUID, at: datetime) -> int:
        return acts.forget_person(person_id, at=at)


def _row(notice: Notice, language: str) -> dict[str, str]:
    number, why = notice.about.partition(":")[2], Why(notice.kind, notice.facts)
    return {"number": number, "words": voices.say(why, language)}


def _person(person_id: UUID) -> Person:
    person = Person.objects.filter(pk=person_id, erased_at=None, frozen_at=None).first()
    if person is None:
        raise Unreachable("the person is gone")
    return person
