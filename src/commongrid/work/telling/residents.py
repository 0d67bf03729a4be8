"""How a resident is reached: their address is opened here, only to send, through the senders of `registry/people`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.notices.terms import Channel
from commongrid.base.notices.voices import NotDelivered, Unreachable
from commongrid.registry.people import senders
from commongrid.registry.people.models import Person


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


def _person(person_id: UUID) -> Person:
    person = Person.objects.filter(pk=person_id, erased_at=None, frozen_at=None).first()
    if person is None:
        raise Unreachable("the person is gone")
    return person
