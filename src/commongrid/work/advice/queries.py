"""Advice: a lawyer's own, what a code leads to, and that some was given in a matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.intake.models import Report
from commongrid.registry.appointments import queries as appointments
from commongrid.registry.appointments import rules as codes
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import Slot
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.registry.units.terms import Role
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import SERVICE, State

MOST = 100


def of_lawyer(by: Actor, *, given: bool) -> QuerySet[Advice]:
    """A lawyer's own, what was touched last on top: finished or not (index advice_of_post)."""
    found = Advice.objects.filter(post=by.post_id)
    found = found.filter(state=State.GIVEN) if given else found.filter(state__in=[State.OPEN, State.DRAFTED])
    return found.select_related("point", "appointment").defer("words").order_by("-changed_at")


def find(advice_id: UUID) -> Advice | None:
    """One, with its appointment while there is one (primary key)."""
    return Advice.objects.filter(pk=advice_id).select_related("point", "post", "appointment__session").first()


def of_appointment(appointment_id: UUID) -> Advice | None:
    """What was begun for an appointment (unique index of the key appointment)."""
    found = Advice.objects.filter(appointment=appointment_id)
    return found.select_related("point", "post", "appointment__session").first()


def begun(appointment_ids: Iterable[UUID]) -> dict[UUID | None, Advice]:
    """What was begun, by appointment (unique index of the key appointment)."""
    found = Advice.objects.filter(appointment__in=list(appointment_ids)).defer("words")
    return {one.appointment_id: one for one in found}


def by_code(typed: str) -> Advice | None:
    """What the code of an appointment leads to, also when the appointment is gone (unique index on code_hash)."""
    code = codes.clean(typed)
    found = Advice.objects.filter(code_hash=appointments.hash_of(code)) if code else Advice.objects.none()
    return found.select_related("point", "appointment").first()


def is_known(number: str) -> bool:
    """Is there a case or a report of this number (unique indexes on number)?"""
    return bool(cases.numbers_in_use([number])) or Report.objects.filter(number=number).exists()


def given_with(numbers: Iterable[str]) -> datetime | None:
    """When advice was last given with a case or its reports; nothing else of it is told (index advice_with_number)."""
    found = Advice.objects.filter(number__in=list(numbers), state=State.GIVEN).exclude(number="")
    return found.order_by("-given_at").values_list("given_at", flat=True).first()


def free(code: str, at: datetime, conflicted: Iterable[int] = ()) -> list[Slot]:
    """What can be booked at a point, without the hours of lawyers who have a conflict (see `appointments.queries.free`)."""
    found, kept_out = appointments.free(code, SERVICE, at), set(conflicted)
    theirs = {one.pk for one in sessions([code], at.date()) if one.post_id in kept_out} if kept_out else set()
    return [slot for slot in found if slot.session not in theirs]


def sessions(codes_: Iterable[str], on: date) -> list[Session]:
    """The hours of duty lawyers at some points, the earliest of the week first (index appointments_session_point)."""
    found = appointments.sessions(SERVICE, list(codes_), on).select_related("point", "post__account")
    return list(found.order_by("point", "weekday", "opens"))


def others(found: Appointment, conflicted: Iterable[int], on: date) -> list[Post]:
    """Lawyers it can be handed to: whoever has hours, those at the same point first (index appointments_session_point)."""
    kept_out = {found.post_id, *conflicted}
    hours = sessions(appointments.points_with(SERVICE, on), on)
    near = sorted(hours, key=lambda one: one.point_id != found.session.point_id)
    return list({one.post_id: one.post for one in near if one.post_id not in kept_out}.values())


def lawyers(area: str, on: date) -> QuerySet[Post]:
    """Lawyers with a post in an area, or in what it belongs to (index units_post_area)."""
    above = [area[:n] for n in (4, 6, 9, 12) if n < len(area)]
    found = (
        units.current_posts(on).filter(role=Role.LAWYER).filter(Q(area__startswith=area) | Q(area__in=above))
    )
    return found.select_related("account", "unit").order_by("area", "pk")
