"""Another post serves what was booked; time and place stay."""

from __future__ import annotations

from datetime import datetime

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.appointments.terms import SUBJECT, State
from commongrid.registry.units import grants
from commongrid.registry.units.models import Post

SERVE = "appointments.serve"


def hand_over(found: Appointment, to: Post, *, by: Actor, at: datetime) -> Appointment:
    """To another post that serves by appointment; from then on the words open to it alone.

    Refused: appointments.is_cancelled, .cannot_serve.
    """
    held = Appointment.objects.select_related("session__point").get(pk=found.pk)
    require(by, SERVE, held)
    if held.state == State.CANCELLED:
        raise Refused("appointments.is_cancelled")
    if to.role not in grants.roles_with(SERVE) or to.ends_on is not None:
        raise Refused("appointments.cannot_serve")
    told = {"name": held.session.point.name, "at": held.starts_at.isoformat()}
    entry = NewEntry("appointments.handed_over", at, by.snapshot(), told)
    changes = {"post": to.pk, "changed_at": at, "state": State.BOOKED}
    if not journal.move_subject(SUBJECT, held, entry, changes):
        raise Outrun("appointments.outrun")
    return held
