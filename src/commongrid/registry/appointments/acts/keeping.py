"""Reminding the day before, forgetting after thirty days, and what a person may see."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from commongrid.base.calendar import queries as calendars
from commongrid.base.verdicts import Why
from commongrid.registry.appointments import queries
from commongrid.registry.appointments.acts.telling import tell
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.people.terms import Section


@transaction.atomic
def remind(on: date, *, at: datetime) -> int:
    """Remind of the day after `on` whoever left a number, once; how many."""
    midnight = datetime.combine(on + timedelta(days=1), time(), calendars.calendar().zone)
    found = list(queries.to_remind(midnight, midnight + timedelta(days=1))[:5000])
    told = tell("appointments.reminder", found, at=at)
    Appointment.objects.filter(pk__in=[one.pk for one in found]).update(reminded_at=at)
    return told


def forget(before: datetime, *, at: datetime) -> int:
    """Delete what ended before a moment (index appointments_old)."""
    return Appointment.objects.filter(ends_at__lt=before).delete()[0]


class Appointments:
    """The provider `registry/people` asks: what is booked under a number, for whoever has proven it."""

    key = "appointments.booked_by_you"

    def data(self, person_id: UUID) -> Section:
        """When and where (index of the key person)."""
        found = Appointment.objects.filter(person=person_id).select_related("session__point")
        rows = [
            {"starts_at": one.starts_at, "place": one.session.point.name, "appointment_state": one.state}
            for one in found.order_by("-starts_at")[: queries.MOST]
        ]
        return Section(self.key, tuple(rows))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        """An appointment stands without the person."""
        return ()

    def forget(self, person_id: UUID, at: datetime) -> int:
        """Take the person out; the slot stays booked for whoever has the code."""
        return Appointment.objects.filter(person=person_id).update(person=None)
