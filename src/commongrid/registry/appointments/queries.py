"""Sessions, what is free in them, and what is booked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from commongrid.base.calendar import queries as calendars
from commongrid.base.privacy import keys
from commongrid.registry.appointments import rules
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import AHEAD_DAYS, Slot, State
from commongrid.registry.points import queries as points
from commongrid.registry.points.terms import Service
from commongrid.registry.units import grants
from commongrid.registry.units.models import Post

MOST = 200


def sessions(service: str, codes: Sequence[str], on: date) -> QuerySet[Session]:
    """The sessions of a service at some points that are not over on a day (index appointments_session_point)."""
    found = Session.objects.filter(service=service, point__in=codes)
    return found.exclude(valid_to__lt=on).order_by("weekday", "opens", "id")


def points_with(service: str, on: date) -> list[str]:
    """The codes of points where a service has sessions (index appointments_session_point)."""
    found = Session.objects.filter(service=service).exclude(valid_to__lt=on)
    return sorted(set(found.values_list("point", flat=True)))


def services_at(code: str, on: date) -> list[str]:
    """The services with sessions at a point that are not over (index appointments_session_point)."""
    found = Session.objects.filter(point=code, service__in=list(Service)).exclude(valid_to__lt=on)
    return sorted(set(found.values_list("service", flat=True)))


def at_point(code: str, on: date) -> list[Session]:
    """Every session of a point that is not over, with who serves (index appointments_session_point)."""
    found = Session.objects.filter(point=code, service__in=list(Service)).exclude(valid_to__lt=on)
    return list(found.select_related("post__account").order_by("service", "weekday", "opens", "id")[:MOST])


def of_server(post_id: int, on: date) -> QuerySet[Session]:
    """The sessions a post serves that are not over (index appointments_session_post)."""
    found = Session.objects.filter(post=post_id).exclude(valid_to__lt=on).select_related("point")
    return found.order_by("weekday", "opens", "id")


def session(session_id: UUID) -> Session | None:
    """One session with its point and post (primary key)."""
    return Session.objects.filter(pk=session_id).select_related("point", "post").first()


def free(code: str, service: str, at: datetime, *, days: int = AHEAD_DAYS) -> list[Slot]:
    """What can be booked at a point from now on, in order of time; three queries whatever the number of slots."""
    return free_at([code], service, at, days=days)[code]


def free_at(
    codes: Sequence[str], service: str, at: datetime, *, days: int = AHEAD_DAYS
) -> dict[str, list[Slot]]:
    """The same for several points at once, with the same three queries."""
    calendar = calendars.calendar()
    today = at.astimezone(calendar.zone).date()
    kept = list(sessions(service, codes, today))
    shut, gone = points.shut_of(list(codes), at), taken([one.pk for one in kept], at)
    found: dict[str, list[Slot]] = {code: [] for code in codes}
    for one in kept:
        spans = rules.slots(one.weekly, shut[one.point_id], calendar, today, today + timedelta(days=days))
        found[one.point_id] += [
            Slot(one.pk, starts_at, ends_at, one.places - gone[one.pk, starts_at])
            for starts_at, ends_at in spans
            if rules.is_free(starts_at, gone[one.pk, starts_at], one.places, at).answer
        ]
    return {code: sorted(slots, key=_in_order) for code, slots in found.items()}


def _in_order(slot: Slot) -> tuple[datetime, str]:
    return slot.starts_at, str(slot.session)


def taken(session_ids: Sequence[UUID], at: datetime) -> dict[tuple[UUID, datetime], int]:
    """How many places of which slot are taken from a moment on (unique index appointments_slot_once)."""
    found = Appointment.objects.filter(session__in=session_ids, starts_at__gte=at)
    rows = found.filter(~Q(state=State.CANCELLED)).values_list("session", "starts_at").annotate(n=Count("id"))
    return defaultdict(int, {(session_id, starts_at): n for session_id, starts_at, n in rows})


def slot(one: Session, starts_at: datetime, at: datetime) -> tuple[datetime, datetime] | None:
    """The slot of a session that begins then; None where there is none."""
    calendar = calendars.calendar()
    on = starts_at.astimezone(calendar.zone).date()
    shut = points.shut_of([one.point_id], at)[one.point_id]
    found = rules.slots(one.weekly, shut, calendar, on, on)
    return next((span for span in found if span[0] == starts_at), None)


def code_of(key: str) -> str:
    """The code of whatever was booked under a key: the same each time, and to be had from nothing else that is kept."""
    return rules.code_of(keys.digest(f"appointment\0{key}"))


def hash_of(code: str) -> bytes:
    """By what a code is found again."""
    return keys.digest(f"appointment-code\0{code}")


def by_code(typed: str) -> Appointment | None:
    """The appointment of a code as somebody typed it (unique index on code_hash)."""
    code = rules.clean(typed)
    found = Appointment.objects.filter(code_hash=hash_of(code)) if code else Appointment.objects.none()
    return found.select_related("session__point").first()


def by_key(key: str) -> Appointment | None:
    """What was booked under a key (unique index on key)."""
    return Appointment.objects.filter(key=key).select_related("session__point").first()


def find(appointment_id: UUID) -> Appointment | None:
    """One appointment (primary key)."""
    return Appointment.objects.filter(pk=appointment_id).select_related("session__point").first()


def of_post(post_id: int, since: datetime, until: datetime) -> QuerySet[Appointment]:
    """What a post serves from a moment to a moment, in order of time (index appointments_of_post)."""
    found = Appointment.objects.filter(post=post_id, starts_at__gte=since, starts_at__lt=until)
    return found.select_related("session__point").order_by("starts_at", "place")


def after(session_ids: Sequence[UUID], since: datetime) -> QuerySet[Appointment]:
    """What is booked in sessions from a moment on (unique index appointments_slot_once)."""
    found = Appointment.objects.filter(session__in=session_ids, starts_at__gte=since, state=State.BOOKED)
    return found.order_by("starts_at", "place")


def is_shut(one: Appointment, at: datetime) -> bool:
    """Was the point closed for this time after it was booked?"""
    shut = points.shut_of([one.session.point_id], at)[one.session.point_id]
    return rules.is_shut((one.starts_at, one.ends_at), shut)


def to_remind(since: datetime, until: datetime) -> QuerySet[Appointment]:
    """Who left a number and has not been reminded (index appointments_to_remind)."""
    found = Appointment.objects.filter(
        starts_at__gte=since, starts_at__lt=until, state=State.BOOKED, person__isnull=False, reminded_at=None
    )
    return found.select_related("session__point", "person").order_by("starts_at")


def servers(division: str, on: date) -> list[Post]:
    """Posts that may serve by appointment in a division: their area lies around it or in it (index units_post_unit_role)."""
    roles = grants.roles_with("appointments.serve")
    found = Post.objects.filter(role__in=roles, starts_on__lte=on).exclude(ends_on__lt=on)
    rows = found.select_related("account", "unit").order_by("role", "pk")
    return [one for one in rows if division.startswith(one.area[:12]) or one.area.startswith(division)][:MOST]
