"""The list of calls that are to be made, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.cases.terms import Status
from commongrid.work.visits.models import Call
from commongrid.work.visits.terms import CallState

SIZE = 50


def calls_due(actor: Actor) -> QuerySet[Call]:
    """Calls within reach that are to be made, those owed longest first (index visits_call_due).

    A case that goes round again takes its call off the list until it is closed anew.
    """
    rows = Call.objects.filter(access.within(actor, "visits.call"), state=CallState.DUE)
    rows = rows.filter(matter__report__case__status=Status.CLOSED, matter__report__case__round=F("round"))
    return _whole(rows).order_by("owed_at", "pk")


def find_call(call_id: UUID) -> Call | None:
    """One call with its matter and case (primary key)."""
    return _whole(Call.objects.filter(pk=call_id)).first()


def _whole(rows: QuerySet[Call]) -> QuerySet[Call]:
    return rows.select_related("matter__day__division", "matter__day__point", "matter__report__case")
