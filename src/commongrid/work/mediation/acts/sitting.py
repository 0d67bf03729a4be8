"""Sittings: planned, moved, cancelled, held with minutes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Update, Write
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused
from commongrid.work.mediation import rules
from commongrid.work.mediation.acts.core import carry_out, check, tell_parties
from commongrid.work.mediation.models import Mediation, Sitting
from commongrid.work.mediation.terms import Plan, SeatState, Way

LEAST, MOST = timedelta(minutes=15), timedelta(hours=8)


@transaction.atomic
def schedule(
    mediation: Mediation, plan: Plan, invited: Collection[UUID], key: str, *, by: Actor, at: datetime
) -> Sitting:
    """Plan a sitting and invite parties. The same key again gives the first one.

    Refused: mediation.in_the_past, mediation.too_long, mediation.nobody_sits, mediation.no_place,
    mediation.nobody_invited, mediation.link_without_consent.
    """
    act = check(mediation, "schedule", by=by, at=at)
    pk = rules.part_id(mediation.pk, f"sitting-{key}")
    if known := Sitting.objects.filter(pk=pk).first():
        return known
    _is_possible(mediation, plan, invited, at)
    made = Sitting.objects.create(
        id=pk, mediation=mediation, starts_at=plan.starts_at, ends_at=plan.ends_at, way=plan.way.value,
        place=plan.place.strip(), invited=sorted(map(str, invited)), changed_at=at,
    )  # fmt: skip
    carry_out(mediation, act, by=by, at=at, told=_told(plan))
    tell_parties(mediation, "scheduled", mediation.parties.filter(pk__in=list(invited)), at=at)
    return made


def _told(plan: Plan) -> dict[str, str]:
    return {"on": plan.starts_at.isoformat(), "mediation_way": plan.way.value}


def _is_possible(mediation: Mediation, plan: Plan, invited: Collection[UUID], at: datetime) -> None:
    if plan.starts_at <= at:
        raise Refused("mediation.in_the_past")
    if not LEAST <= plan.ends_at - plan.starts_at <= MOST:
        raise Refused("mediation.too_long")
    if not mediation.seats.filter(state=SeatState.SITTING).exists():
        raise Refused("mediation.nobody_sits")
    if plan.way == Way.ON_SITE and not plan.place.strip():
        raise Refused("mediation.no_place")
    if not invited:
        raise Refused("mediation.nobody_invited")
    if plan.way == Way.VIDEO and mediation.parties.filter(pk__in=list(invited), online=False).exists():
        raise Refused("mediation.link_without_consent")


@transaction.atomic
def reschedule(sitting: Sitting, plan: Plan, *, by: Actor, at: datetime) -> None:
    """Another time, room or way; everybody invited is told, and their calendars follow."""
    mediation = sitting.mediation
    act = check(mediation, "reschedule", by=by, at=at)
    _still_planned(sitting)
    _is_possible(mediation, plan, [UUID(each) for each in sitting.invited], at)
    sitting.starts_at, sitting.ends_at = plan.starts_at, plan.ends_at
    sitting.way, sitting.place = plan.way.value, plan.place.strip()
    sitting.sequence, sitting.changed_at = sitting.sequence + 1, at
    sitting.save(update_fields=["starts_at", "ends_at", "way", "place", "sequence", "changed_at"])
    carry_out(mediation, act, by=by, at=at, told=_told(plan))
    tell_parties(mediation, "rescheduled", mediation.parties.filter(pk__in=sitting.invited), at=at)


@transaction.atomic
def cancel(sitting: Sitting, *, by: Actor, at: datetime) -> None:
    """It does not take place; everybody invited is told."""
    mediation = sitting.mediation
    act = check(mediation, "cancel", by=by, at=at)
    _still_planned(sitting)
    sitting.cancelled_at, sitting.changed_at, sitting.sequence = at, at, sitting.sequence + 1
    sitting.save(update_fields=["cancelled_at", "changed_at", "sequence"])
    carry_out(mediation, act, by=by, at=at, told={"on": sitting.starts_at.isoformat()})
    tell_parties(mediation, "cancelled", mediation.parties.filter(pk__in=sitting.invited), at=at)


@transaction.atomic
def hold(sitting: Sitting, minutes: str, came: Collection[UUID], *, by: Actor, at: datetime) -> None:
    """It took place: who came, and the minutes (人民调解法 27). Refused: mediation.blank, mediation.not_yet."""
    mediation = sitting.mediation
    act = check(mediation, "hold", by=by, at=at)
    _still_planned(sitting)
    if at < sitting.starts_at:
        raise Refused("mediation.not_yet")
    if not minutes.strip():
        raise Refused("mediation.blank", what="minutes")
    ours = {str(pk) for pk in mediation.parties.values_list("pk", flat=True)}
    present = sorted(ours & set(map(str, came)))
    values = {
        "held_at": at,
        "came": present,
        "minutes": sealed(Sitting, "minutes", sitting.pk, minutes.strip()),
    }
    then: list[Write] = [Update(Sitting, {"id": sitting.pk}, values)]
    carry_out(mediation, act, by=by, at=at, told={"came": len(present)}, then=then)


def _still_planned(sitting: Sitting) -> None:
    if sitting.held_at or sitting.cancelled_at:
        raise Refused("mediation.sitting_over")
