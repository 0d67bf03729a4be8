"""Who sits at a matter: asked, takes the seat and declares no tie, or leaves it; drawn by lot where nobody chose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.work.mediation import choosing, queries
from commongrid.work.mediation.acts.core import carry_out, check, tell_parties, tell_staff
from commongrid.work.mediation.models import Mediation, Mediator, Seat
from commongrid.work.mediation.terms import How, Leaving, SeatState

MOST_SEATS = 5


@transaction.atomic
def seat(
    mediation: Mediation, mediator_id: int, how: str, *, by: Actor, at: datetime, whys: Sequence[Why] = ()
) -> Seat:
    """Ask a mediator to sit; one of another body makes a joint table, and its heads see the matter too.

    Refused: mediation.no_such_mediator, mediation.sits_already, mediation.table_full.
    """
    act = check(mediation, "seat", by=by, at=at)
    mediator = Mediator.objects.select_related("body", "post").filter(pk=mediator_id, is_active=True).first()
    if mediator is None:
        raise Refused("mediation.no_such_mediator")
    standing = mediation.seats.exclude(state=SeatState.LEFT)
    if standing.filter(mediator=mediator).exists():
        raise Refused("mediation.sits_already")
    if standing.count() >= MOST_SEATS:
        raise Refused("mediation.table_full", most=MOST_SEATS)
    row = {"how": How(how).value, "whys": [why.as_json() for why in whys], "state": SeatState.ASKED.value}
    found, _ = Seat.objects.update_or_create(
        mediation=mediation,
        mediator=mediator,
        defaults={**row, "asked_at": at, "answered_at": None, "leaving": ""},
    )
    carry_out(mediation, act, by=by, at=at, changes=_table(mediation), told={"mediation_how": how}, whys=whys)
    tell_staff(mediation, "seated", [mediator.post_id], at=at)
    return found


def _table(mediation: Mediation) -> dict[str, list[int]]:
    """Whose posts reach the matter now: everybody asked or sitting, and the heads of their bodies and its own."""
    standing = list(mediation.seats.exclude(state=SeatState.LEFT).select_related("mediator"))
    bodies = {mediation.body_id, *(each.mediator.body_id for each in standing)}
    return {
        "sitting_ids": sorted(each.mediator.post_id for each in standing),
        "heading_ids": queries.heads_of(bodies),
    }


@transaction.atomic
def draw(mediation: Mediation, *, by: Actor, at: datetime) -> Seat:
    """By lot among the body's mediators: where the parties named nobody, or not the same one. The lot is the matter's own."""
    check(mediation, "seat", by=by, at=at)
    verdict = choosing.draw(queries.candidates(mediation), f"{mediation.pk}:{mediation.seats.count()}")
    if verdict.answer is None:
        raise Refused(verdict.why[0].key)
    return seat(mediation, verdict.answer.id, How.DRAWN, by=by, at=at, whys=verdict.why)


def seat_chosen(mediation: Mediation, mediator_id: int, *, at: datetime) -> Seat | None:
    """The parties named the same mediator: that one is asked, without anybody between."""
    if mediation.seats.filter(mediator=mediator_id).exclude(state=SeatState.LEFT).exists():
        return None
    if mediation.state == "applied":
        return None
    return seat(mediation, mediator_id, How.CHOSEN, by=SYSTEM, at=at, whys=(Why("mediation.all_chose"),))


def own_seat(mediation: Mediation, by: Actor) -> Seat:
    """The seat of the one who acts. NotAllowed where there is none."""
    found = mediation.seats.exclude(state=SeatState.LEFT).filter(mediator__post=by.post_id).first()
    if found is None:
        raise NotAllowed("mediation.no_seat")
    return found


@transaction.atomic
def take_seat(mediation: Mediation, *, by: Actor, at: datetime) -> None:
    """The mediator takes the seat, and declares thereby that nothing ties them to a party (在线调解规则 13)."""
    act = check(mediation, "take_seat", by=by, at=at)
    found = own_seat(mediation, by)
    if found.state == SeatState.SITTING:
        raise Refused("mediation.sits_already")
    found.state, found.answered_at = SeatState.SITTING.value, at
    found.save(update_fields=["state", "answered_at"])
    carry_out(mediation, act, by=by, at=at)
    tell_parties(mediation, "seat_taken", mediation.parties.all(), at=at)


@transaction.atomic
def leave_seat(mediation: Mediation, seat_id: int, reason: str, *, by: Actor, at: datetime) -> None:
    """A mediator declines or leaves, or a head replaces one (在线调解规则 14). From then on they see nothing of the matter."""
    act = check(mediation, "leave_seat", by=by, at=at)
    if reason not in set(Leaving):
        raise Refused("mediation.no_reason")
    found = mediation.seats.exclude(state=SeatState.LEFT).select_related("mediator").get(pk=seat_id)
    if found.mediator.post_id != by.post_id:
        check(mediation, "seat", by=by, at=at)
    found.state, found.answered_at, found.leaving = SeatState.LEFT.value, at, reason
    found.save(update_fields=["state", "answered_at", "leaving"])
    carry_out(mediation, act, by=by, at=at, changes=_table(mediation), told={"mediation_leaving": reason})
    tell_staff(mediation, "seat_left", mediation.heading_ids, at=at)
