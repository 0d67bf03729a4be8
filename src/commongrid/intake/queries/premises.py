"""Reports by the premises they were made at, and the premises a case is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from commongrid.cases.models import Case
from commongrid.cases.terms import OPEN
from commongrid.intake.models import Report
from commongrid.intake.queries.reports import for_reading, reports_behind


def at_premises(premises_ids: Iterable[UUID]) -> QuerySet[Report]:
    """Reports of what was seen at premises, the newest first, with the cases they became (index intake_report_premises)."""
    found = for_reading().filter(premises__isnull=False, premises__in=list(premises_ids))
    return found.order_by("-received_at", "-id")


def open_at_premises(premises_id: UUID, matter_id: int) -> Case | None:
    """The oldest open case of a matter at premises (index intake_report_premises)."""
    behind = Report.objects.filter(premises=premises_id, premises__isnull=False, case__isnull=False)
    told = behind.filter(case__matter=matter_id, case__status__in=[status.value for status in OPEN])
    found = told.order_by("received_at").values_list("case", flat=True).first()
    return Case.objects.select_related("lead_unit", "centre").get(pk=found) if found else None


def premises_of(case: Case) -> list[UUID]:
    """The premises a case is about, as those who stood before them said (index intake_report_case)."""
    told = reports_behind(case).filter(premises__isnull=False).order_by("premises")
    return list(told.values_list("premises", flat=True).distinct())


def known_of(premises_id: UUID, on: date) -> dict[str, int | date | None]:
    """What reports know of a place: its open cases and the day of the oldest (index intake_report_premises)."""
    behind = Report.objects.filter(premises=premises_id, premises__isnull=False, case__isnull=False)
    opened = behind.filter(case__status__in=[status.value for status in OPEN])
    told = opened.aggregate(n=Count("case", distinct=True), first=Min("received_at"))
    return {
        "cases_open": told["n"],
        "oldest_case_on": timezone.localtime(told["first"]).date() if told["first"] else None,
    }
