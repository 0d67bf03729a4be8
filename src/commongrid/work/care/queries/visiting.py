"""Care visits: what waits in an area without a name, a carer's own, and the person's own page."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.registry.appointments.queries import hash_of
from commongrid.registry.appointments.rules import clean
from commongrid.work.care.models import Care, Invitation, Look, Visit
from commongrid.work.care.terms import State

SIZE = 100
CONTENT = ("name", "address", "words")


def invitation(typed: str, at: datetime) -> Invitation | None:
    """The invitation of a code that is still good (unique index on code_hash)."""
    code = clean(typed)
    if not code:
        return None
    return Invitation.objects.filter(code_hash=hash_of(code), expires_at__gt=at, used_at=None).first()


def waiting(by: Actor) -> QuerySet[Care]:
    """What is asked for in a carer's area, without its content (index care_care_waiting)."""
    found = Care.objects.filter(access.within(by, "care.take"), state=State.WAITING).defer(*CONTENT)
    return found.order_by("begun_at")[:SIZE]


def own(by: Actor) -> QuerySet[Care]:
    """Whom a carer visits, without the content, with the day of the last visit (index care_care_of_post)."""
    found = Care.objects.filter(access.within(by, "care.visit"), state=State.CARED).defer(*CONTENT)
    return found.annotate(last=Max("visits__at")).order_by("begun_at")[:SIZE]


def care(care_id: UUID) -> Care | None:
    """One care, its content unread (primary key)."""
    return Care.objects.filter(pk=care_id).defer(*CONTENT).first()


def visits(one: Care) -> QuerySet[Visit]:
    """Its visits, the newest on top (index care_visit_of_care)."""
    return Visit.objects.filter(care=one).order_by("-at", "-id")


def looks(one: Care) -> QuerySet[Look]:
    """Who opened it, the newest on top (index care_look_of_care)."""
    return Look.objects.filter(care=one).order_by("-at", "-id")


def of_person(person_id: UUID) -> QuerySet[Care]:
    """What is somebody's own, or their ward's (indexes of the keys person and guardian)."""
    found = Care.objects.filter(Q(person=person_id) | Q(guardian=person_id)).exclude(state=State.ENDED)
    return found.select_related("post__account", "post__unit").order_by("begun_at")


def mine(care_id: UUID, person_id: UUID) -> Care | None:
    """One's own, or one's ward's; nobody else's is there."""
    return of_person(person_id).filter(pk=care_id).first()


def known_words(one: Care) -> list[str]:
    """What is known of the person and must not leave the room: name, flat, numbers of theirs and their guardian's."""
    people = [person for person in (one.person, one.guardian) if person is not None]
    return [
        text
        for text in (
            one.name,
            one.address,
            *(person.phone for person in people),
            *(person.name for person in people),
        )
        if text
    ]
