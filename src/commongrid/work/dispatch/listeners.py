"""What dispatch does when something happened: it proposes, and assigns where it may."""

from __future__ import annotations

from commongrid.base.journal.terms import Recorded
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.work.dispatch import acts, queries


def on_waiting(entry: Recorded) -> None:
    """A case waits for a unit (opened, sent back, reopened, handed to another centre)."""
    waiting = Case.objects.filter(pk=entry.subject_id, status=Status.WAITING)
    case = waiting.select_related("lead_unit", "centre").first()
    if case is None or queries.is_proposed(case, since=entry.seq):
        return  # somebody has dispatched it since, or a later entry of this wait was heard first
    try:
        acts.dispatch(case, at=max(entry.at, case.moved_at))
    except Refused:
        return  # a dispatcher was quicker; nothing was changed
