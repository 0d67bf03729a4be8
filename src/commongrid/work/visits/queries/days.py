"""Days of a week, those residents read of, one day with what was brought to it, and what is owed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.intake.terms import ReportStatus
from commongrid.work.visits.models import Day, Matter
from commongrid.work.visits.terms import PUBLIC

SIZE = 100
SHOWN = 60
GONE = (ReportStatus.WITHDRAWN, ReportStatus.DECLINED)
"""Nothing is owed any more: taken back, or declined with the reason told."""


def in_span(actor: Actor, since: datetime, until: datetime) -> QuerySet[Day]:
    """The days within reach that begin in a span, in order, with how many matters were brought (index visits_day_when)."""
    rows = Day.objects.filter(access.within(actor, "visits.see"), begins_at__gte=since, begins_at__lt=until)
    return _whole(rows).annotate(matters=Count("brought")).order_by("begins_at", "area", "pk")


def announced(area: str, since: datetime) -> list[Day]:
    """What residents of an area read of: days that end after a moment, the next first (index visits_day_when).

    A day lasts less than a day, so that those which began earlier are over.
    """
    rows = Day.objects.filter(begins_at__gte=since, area__startswith=area, state__in=PUBLIC)
    return list(_whole(rows).order_by("begins_at", "area", "pk")[:SHOWN])


def find(day_id: UUID) -> Day | None:
    """One day (primary key)."""
    return _whole(Day.objects.filter(pk=day_id)).first()


def _whole(rows: QuerySet[Day]) -> QuerySet[Day]:
    return rows.select_related("division", "point")


def brought(day: Day) -> QuerySet[Matter]:
    """What was brought to a day, in the order it came (index visits_matter_of_day)."""
    return _with_report(Matter.objects.filter(day=day.pk)).order_by("registered_at", "pk")


def find_matter(matter_id: UUID) -> Matter | None:
    """One matter with its day, report, case and plan (primary key)."""
    return _with_report(Matter.objects.filter(pk=matter_id)).first()


def of_case(case_id: UUID) -> Matter | None:
    """The matter of a visiting day behind a case, if there is one (index of the report's key to its case)."""
    return _with_report(Matter.objects.filter(report__case=case_id)).order_by("registered_at").first()


def owed(actor: Actor, before: datetime) -> QuerySet[Matter]:
    """Matters within reach whose answer was owed before a moment and was not given (index visits_matter_owed)."""
    rows = Matter.objects.filter(access.within(actor, "visits.see"), is_owed(), due_at__lt=before)
    return _with_report(rows).order_by("due_at", "pk")


def is_owed() -> Q:
    """An answer was not given, and the report was neither taken back nor declined."""
    return Q(fed_back_at=None) & ~Q(report__status__in=[str(one) for one in GONE])


def _with_report(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    return rows.select_related("day__division", "day__point", "report__case", "report__matter", "plan")
