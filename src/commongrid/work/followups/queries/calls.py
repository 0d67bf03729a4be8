"""The list of a team, one call, and what is to be known before somebody is called."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.cases.models import Case, Rating
from commongrid.cases.terms import Status
from commongrid.intake.models import Report
from commongrid.work.followups.models import Call, Quiet
from commongrid.work.followups.terms import UNDO, Plan, State

SIZE = 50


def due(actor: Actor, plan: Plan, now: datetime) -> QuerySet[Call]:
    """Calls within reach that may be made now, those due longest first (index followups_call_due).

    A case that goes round again takes its call off the list; so does a rating, where the plan says so.
    """
    rows = Call.objects.filter(access.within(actor, "followups.call"), state=State.DUE, next_at__lte=now)
    rows = rows.filter(case__status=Status.CLOSED, case__round=F("round"))
    if plan.skip_rated:
        rated = Rating.objects.filter(case=OuterRef("case"), round=OuterRef("round"))
        rows = rows.filter(~Exists(rated))
    return _whole(rows).order_by("next_at", "pk")


def find(call_id: UUID) -> Call | None:
    """One call with its case and report (primary key)."""
    return _whole(Call.objects.filter(pk=call_id)).first()


def _whole(rows: QuerySet[Call]) -> QuerySet[Call]:
    return rows.select_related("case__division", "report")


def just_made(actor: Actor, now: datetime) -> Call | None:
    """The call somebody has kept a result of within the minute, so that a wrong tap can be taken back (index followups_call_own)."""
    rows = _whole(Call.objects.filter(called_by=actor.account_id, last_at__gt=now - UNDO))
    return rows.order_by("-last_at").first() if actor.account_id else None


def latest_of(case_id: UUID) -> Call | None:
    """The last call about a case, if there was one (unique index followups_call_once)."""
    return Call.objects.filter(case=case_id).order_by("-round").first()


def is_quiet(case_id: UUID) -> bool:
    """Has whoever raised it said that they want no call (primary key)?"""
    return Quiet.objects.filter(pk=case_id).exists()


def to_call(case: Case) -> Report | None:
    """The first who raised a case under their name and left a number (index intake_report_case); None: nobody to call."""
    rows = Report.objects.filter(case=case.pk, anonymous=False)
    rows = rows.filter(Q(person__phone__isnull=False), person__frozen_at=None, person__erased_at=None)
    return rows.order_by("received_at", "pk").first()
