"""The only writers of tickets: taking one, calling the next, saying what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as points
from commongrid.registry.points import rules as offering
from commongrid.registry.points.terms import Ground
from commongrid.work.reception import queries, rules
from commongrid.work.reception.models import Ticket
from commongrid.work.reception.terms import SUBJECT, Source, State

SERVE = "counter.serve"
TRIES = 20


def take(
    point: ServicePoint, service: str, key: str, source: Source, *, by: Actor, at: datetime, day: date
) -> Ticket:
    """A number for a service; the same key again gives the same ticket. Refused: reception.not_offered, not_open, shut,
    too_many, busy."""
    if not 8 <= len(key) <= 80 or "\x00" in key:
        raise Refused("reception.no_key")
    before = Ticket.objects.filter(key=key).first()
    if before is not None:
        return before
    standing = points.standing(point, at).answer
    waiting = queries.waiting(point.pk, day).count()
    verdict = rules.may_take(service, offering.services_of(point.services), standing, waiting)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    return _numbered(point, service, key, source, by=by, at=at, day=day)


def _numbered(
    point: ServicePoint, service: str, key: str, source: Source, *, by: Actor, at: datetime, day: date
) -> Ticket:
    """The next free number: two at once cannot get the same, the slower tries the one after."""
    made = Ticket(
        id=uuid7(at),
        point=point,
        day=day,
        service=service,
        key=key,
        source=source,
        state=State.WAITING,
        taken_at=at,
    )
    taken = Ticket.objects.filter(point=point, day=day, service=service)
    for _ in range(TRIES):
        made.number = (taken.aggregate(most=Max("number"))["most"] or 0) + 1
        row = {
            each.name: getattr(made, each.attname)
            for each in Ticket._meta.concrete_fields
            if each.name not in ("seq", "head")
        }
        told = {"point": point.pk, "ticket": rules.spoken(service, made.number), "source": str(source)}
        entry = NewEntry("ticket.taken", at, by.snapshot(), told)
        if journal.open_subject(
            SUBJECT, Insert(Ticket, row, or_nothing=True), entry, subject_id=made.pk, row=made
        ):
            return made
        if before := Ticket.objects.filter(key=key).first():
            return before
    raise Refused("reception.busy")


def call_next(
    point: ServicePoint, counter: str, services: Sequence[str], *, by: Actor, at: datetime, day: date
) -> Ticket | None:
    """Call whoever came first to a counter; None when nobody waits. Two counters at once never call the same."""
    require(by, SERVE, Ground(point.division_id))
    for ticket in queries.waiting(point.pk, day, services)[:TRIES]:
        changes = {"state": State.CALLED, "called_at": at, "counter": counter[:16]}
        if _move(ticket, "ticket.called", changes, by=by, at=at):
            return ticket
    return None


def end(ticket_id: UUID, state: State, *, by: Actor, at: datetime) -> Ticket:
    """Served, or not there when called. Refused: reception.not_called; Outrun when somebody else said so first."""
    ticket = Ticket.objects.select_related("point").get(pk=ticket_id)
    require(by, SERVE, Ground(ticket.point.division_id))
    if ticket.state != State.CALLED:
        raise Refused("reception.not_called", ticket=rules.spoken(ticket.service, ticket.number))
    kind = "ticket.served" if state == State.SERVED else "ticket.missed"
    if not _move(ticket, kind, {"state": state, "ended_at": at}, by=by, at=at):
        raise Outrun("reception.outrun", ticket=rules.spoken(ticket.service, ticket.number))
    return ticket


def _move(ticket: Ticket, kind: str, changes: dict[str, object], *, by: Actor, at: datetime) -> bool:
    told = {
        "ticket": rules.spoken(ticket.service, ticket.number),
        "counter": changes.get("counter", ticket.counter),
    }
    return journal.move_subject(SUBJECT, ticket, NewEntry(kind, at, by.snapshot(), told), dict(changes))


def forget_tickets(before: datetime, *, at: datetime) -> int:
    """Delete the tickets of days before this moment."""
    gone, _ = Ticket.objects.filter(day__lt=before.date()).delete()
    return gone
