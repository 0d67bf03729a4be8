"""Which sessions there are."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.appointments import queries, rules
from commongrid.registry.appointments.acts.booking import cancel_row
from commongrid.registry.appointments.models import Session
from commongrid.registry.appointments.terms import SESSION, Weekly
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points.rules import services_of
from commongrid.registry.points.terms import Ground
from commongrid.registry.units import grants
from commongrid.registry.units.models import Post

KEEP = "points.keep"


@transaction.atomic
def set_session(
    point: ServicePoint, service: str, post: Post, weekly: Weekly, room: str = "", *, by: Actor, at: datetime
) -> Session:
    """A post serves a point's service every week. Refused: appointments.not_offered, .cannot_serve, .serves_elsewhere, what is wrong with the hours."""
    require(by, KEEP, Ground(point.division_id))
    if service not in services_of(point.services):
        raise Refused("appointments.not_offered")
    held = Post.objects.select_for_update().get(pk=post.pk)
    if held.role not in grants.roles_with("appointments.serve"):
        raise Refused("appointments.cannot_serve")
    others = [one.weekly for one in queries.of_server(held.pk, weekly.valid_from)]
    for verdict in (rules.is_session(weekly), rules.is_apart(weekly, others)):
        if not verdict.answer:
            raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    row = {
        "id": uuid7(at), "point": point.pk, "service": service, "post": held.pk, "room": room[:40], "weekday": weekly.weekday,
        "opens": weekly.opens, "closes": weekly.closes, "minutes": weekly.minutes, "places": weekly.places,
        "valid_from": weekly.valid_from, "valid_to": weekly.valid_to,
    }  # fmt: skip
    made = Session(**{**row, "point": point, "post": held})
    told = {"point": point.pk, "name": point.name, "service": service, "weekday": weekly.weekday,
        "from": f"{weekly.opens:%H:%M}", "to": f"{weekly.closes:%H:%M}"}  # fmt: skip
    entry = NewEntry("appointments.session_set", at, by.snapshot(), told)
    journal.open_subject(SESSION, Insert(Session, row), entry, subject_id=made.pk, row=made)
    return made


@transaction.atomic
def end_session(session_id: UUID, on: date, *, by: Actor, at: datetime, why: str) -> int:
    """The last day of a session; what is booked after it is called off, and whoever left a number is told. Returns how many."""
    held = Session.objects.select_related("point").get(pk=session_id)
    require(by, KEEP, Ground(held.point.division_id))
    if on < held.valid_from:
        raise Refused("appointments.days_out_of_order")
    entry = NewEntry(
        "appointments.session_ended",
        at,
        by.snapshot(),
        {"name": held.point.name, "on": on.isoformat(), "why": why},
    )
    if not journal.move_subject(SESSION, held, entry, {"valid_to": on}):
        raise Outrun("appointments.outrun")
    midnight = datetime.combine(on + timedelta(days=1), time(), calendars.calendar().zone)
    gone = list(queries.after([held.pk], max(midnight, at)).select_related("session__point", "person"))
    for one in gone:
        cancel_row(one, by=by, at=at)
    return len(gone)
