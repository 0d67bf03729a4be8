"""Who calls: one takes a call, and for some minutes it is offered to nobody else. A lease is no entry in the journal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.work.followups import queries
from commongrid.work.followups.models import Call
from commongrid.work.followups.terms import HELD, State


def claim(found: Call, *, by: Actor, at: datetime) -> Call:
    """Take this call. Refused: followups.taken_by, followups.call_is_over."""
    require(by, "followups.call", found)
    free = Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_by=by.account_id)
    told = {"claimed_by": by.account_id, "claimed_name": by.name, "claimed_until": at + HELD}
    if Call.objects.filter(free, pk=found.pk, state=State.DUE).update(**told):
        for name, value in told.items():
            setattr(found, name, value)
        return found
    now = Call.objects.get(pk=found.pk)
    if now.state != State.DUE:
        raise Refused("followups.call_is_over")
    raise Refused("followups.taken_by", caller=now.claimed_name)


@transaction.atomic
def claim_next(*, by: Actor, at: datetime) -> Call | None:
    """Take the call that is due longest and that nobody has; None where there is none."""
    plan = queries.plan()
    if plan is None:
        return None
    free = Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_by=by.account_id)
    rows = queries.due(by, plan, at).filter(free).select_for_update(skip_locked=True, of=("self",))
    found = rows.first()
    return claim(found, by=by, at=at) if found else None
