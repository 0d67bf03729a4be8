"""Care ends: at once, erased save a line without content; the timetable ends what has run out."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.verdicts import Why
from commongrid.registry.people.terms import Section
from commongrid.work.care import queries
from commongrid.work.care.acts.core import change, require_own
from commongrid.work.care.models import Care, Invitation, Visit
from commongrid.work.care.terms import End, State

AT_ONCE = 500
NOTHING: dict[str, Any] = {
    "state": State.ENDED.value, "name": None, "address": None, "words": None, "person": None, "guardian": None,
    "purposes": [], "post": None,
}  # fmt: skip


@transaction.atomic
def end(one: Care, *, by: Actor, at: datetime) -> None:
    """The person, the guardian, or the carer ends it; names, words, visits and whose it was are erased in the same moment."""
    if by.kind == "staff":
        require(by, "care.visit", one)
    else:
        require_own(one, by)
    _end(one, End.CARER if by.kind == "staff" else End.PERSON, by=by, at=at)


def _end(one: Care, how: End, *, by: Actor, at: datetime) -> None:
    """The community shrinks to its town: in a small one a line with a date could still tell whose it was."""
    gone = {**NOTHING, "area": one.area[:9], "ended_at": at, "ended_by": how.value}
    change(one, "care.ended", gone, by=by, at=at)
    Visit.objects.filter(care=one).delete()


def expire(*, at: datetime) -> int:
    """End what has run out and was not renewed (index care_care_until); how many."""
    over = Care.objects.filter(until__lt=timezone.localdate(at)).exclude(state=State.ENDED)
    found = list(over.defer(*queries.CONTENT).order_by("until")[:AT_ONCE])
    for one in found:
        with transaction.atomic():
            _end(one, End.EXPIRED, by=SYSTEM, at=at)
    return len(found)


def forget_ended(before: datetime, *, at: datetime) -> int:
    """Delete the lines of care that ended before a moment, with who looked (index care_care_ended)."""
    return Care.objects.filter(state=State.ENDED, ended_at__lt=before).delete()[0]


def forget_invitations(before: datetime, *, at: datetime) -> int:
    """Delete invitations that were good until a moment before that (index care_invitation_expiry)."""
    return Invitation.objects.filter(expires_at__lt=at).delete()[0]


class Cared:
    """The provider `registry/people` asks: only the person themself is told, on the page of their data."""

    key = "care.yours"

    def data(self, person_id: UUID) -> Section:
        """That it is there and until when; the rest stands on the care's own page."""
        found = queries.of_person(person_id).defer(*queries.CONTENT)
        rows = [{"care_state": one.state, "until": one.until.isoformat()} for one in found]
        return Section(self.key, tuple(rows))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        """Nothing holds it: whoever wants to be forgotten is cared for no longer."""
        return ()

    def forget(self, person_id: UUID, at: datetime) -> int:
        """End it with the person."""
        found = list(queries.of_person(person_id))
        for one in found:
            _end(one, End.FORGOTTEN, by=SYSTEM, at=at)
        return len(found)
