"""The clock: stopped for an appraisal, going on, put off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.work.mediation import rules
from commongrid.work.mediation.acts.core import carry_out, check, clock, tell_parties
from commongrid.work.mediation.models import Mediation


@transaction.atomic
def pause(mediation: Mediation, *, by: Actor, at: datetime) -> None:
    """The clock stops while something is appraised; that time is not counted (在线调解规则 24)."""
    act = check(mediation, "pause", by=by, at=at)
    pauses = [*mediation.pauses, [at.isoformat(), None]]
    carry_out(mediation, act, by=by, at=at, changes={"pauses": pauses, "due_at": None, "soon_at": None})
    tell_parties(mediation, "paused", mediation.parties.all(), at=at)


@transaction.atomic
def resume(mediation: Mediation, *, by: Actor, at: datetime) -> None:
    """The clock goes on; the deadline is later by what was not counted."""
    act = check(mediation, "resume", by=by, at=at)
    *earlier, (begins, _) = mediation.pauses
    pauses = [*earlier, [begins, at.isoformat()]]
    changes = {"pauses": pauses, **clock(mediation, pauses, since=since(mediation))}
    if mediation.extended_to and changes["due_at"] < mediation.extended_to:
        changes["due_at"] = mediation.extended_to
    carry_out(mediation, act, by=by, at=at, changes=changes)


def since(mediation: Mediation) -> datetime:
    """When its clock began: with the request, or with acceptance."""
    if mediation.course in rules.FROM_ASKING or mediation.accepted_at is None:
        return mediation.asked_at
    return mediation.accepted_at


@transaction.atomic
def extend(mediation: Mediation, to: datetime, *, all_agree: bool, by: Actor, at: datetime) -> None:
    """Longer than the law's limit, if all parties agree. Refused: mediation.all_must_agree, mediation.not_later."""
    act = check(mediation, "extend", by=by, at=at)
    if not all_agree:
        raise Refused("mediation.all_must_agree")
    if mediation.due_at is None or to <= max(mediation.due_at, at):
        raise Refused("mediation.not_later")
    soon = at + (to - at) * 0.8
    changes = {"due_at": to, "soon_at": soon, "extended_to": to, "told_late_at": None}
    carry_out(mediation, act, by=by, at=at, changes=changes, told={"until": to.isoformat()})
    tell_parties(mediation, "extended", mediation.parties.all(), at=at)
