"""Taking somebody in, writing the advice down, giving it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused
from commongrid.cases import numbers
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as booked
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.appointments.terms import State as Booked
from commongrid.work.advice import queries, rules
from commongrid.work.advice.acts.core import WRITE, begin, change, held_to
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import State, Written


@transaction.atomic
def take_in(found: Appointment, *, by: Actor, at: datetime) -> Advice:
    """Whoever booked is here; twice is once. Refused: appointments.is_cancelled, .not_yet."""
    held = booked.find(found.pk) or found
    require(by, WRITE, held)
    held_to(rules.may_take_in(held.state, held.starts_at, at))
    if at >= held.starts_at:
        appointments.record(found.pk, Booked.CAME, by=by, at=at)
    known = queries.of_appointment(found.pk)
    if known is None:
        return begin(held, "advice.taken_in", State.OPEN, held.post_id, [], by=by, at=at)
    if known.state == State.WAITING:
        change(known, "advice.taken_in", {"state": State.OPEN.value}, by=by, at=at)
    return known


def draft(found: Advice, told: Written, *, by: Actor, at: datetime) -> Advice:
    """Write the advice down, or write it anew. Only its lawyer reads it until it is given.

    Refused: advice.take_in_first, .given_already, .say_what, .too_long, .no_such_number.
    """
    require(by, WRITE, found)
    held_to(rules.may_write(found.state, told))
    changes = {
        "state": State.DRAFTED.value,
        "words": sealed(Advice, "words", found.pk, told.words.strip()),
        "referral": told.referral,
        "number": _number(told.number),
    }
    return change(found, "advice.drafted", changes, by=by, at=at)


def _number(typed: str) -> str:
    """The number of a case or report there is; "" when none was given."""
    number = numbers.clean(typed)[:12]
    if number and not queries.is_known(number):
        raise Refused("advice.no_such_number")
    return number


def give(found: Advice, *, by: Actor, at: datetime) -> Advice:
    """From now on the asker reads it with the code. It is not changed any more. Refused: advice.write_first, .given_already."""
    require(by, WRITE, found)
    held_to(rules.may_give(found.state))
    changes = {"state": State.GIVEN.value, "given_at": at, "lawyer": by.name}
    return change(found, "advice.given", changes, by=by, at=at)
