"""Who wants no call, and words that are forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.cases.models import Case
from commongrid.work.followups.acts.core import FREE, move
from commongrid.work.followups.models import Call, Quiet
from commongrid.work.followups.terms import State


@transaction.atomic
def stay_quiet(case: Case, *, by: Actor, at: datetime) -> None:
    """Whoever raised it (and may rate it) wants no call about this case; one that is due is dropped. Once is enough."""
    require(by, "cases.rate", case)
    Quiet.objects.get_or_create(case_id=case.pk, defaults={"at": at})
    for found in Call.objects.filter(case=case.pk, state=State.DUE).select_related("case"):
        move(found, "followup.withdrawn", {**FREE, "state": str(State.WITHDRAWN)}, by=by, at=at)


def let_go(before: datetime, *, at: datetime) -> int:
    """Forget the words of calls made before a moment."""
    return Call.objects.filter(last_at__lt=before, words__isnull=False).update(words=None)
