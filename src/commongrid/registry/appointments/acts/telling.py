"""What whoever left a number is told: when and where, never for what."""

from __future__ import annotations

from datetime import datetime

from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Channel, Message
from commongrid.base.verdicts import Why
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.people.models import Person


def tell(key: str, found: list[Appointment], *, at: datetime) -> int:
    """Put one message on its way to each who left a number (rows with session, point and person); each once for each change."""
    messages = [message(key, one, one.person, at) for one in found if one.person is not None]
    return notices.tell(messages, at=at)


def message(key: str, one: Appointment, person: Person, at: datetime) -> Message:
    """The sentence `key` about one appointment."""
    point = one.session.point
    facts = {"point_zh": point.name, "point_en": point.name_en or point.name, "at": one.starts_at.isoformat()}
    return Message(
        why=Why(key, facts),
        about=f"appointment:{one.starts_at:%Y%m%d}",
        path="/appointments/",
        key=f"{key.partition('.')[2]}:{one.pk.hex}:{one.sequence}",
        at=at,
        persons={person.pk: Channel.SMS if person.phone else Channel.EMAIL},
    )
