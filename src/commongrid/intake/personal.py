"""What reports store about a person: shown to them, held while it is needed, forgotten when asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from commongrid.base.verdicts import Why
from commongrid.intake import acts, queries
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN
from commongrid.registry.people.terms import Section


class ReportsOfPerson:
    """The provider `registry/people` asks; registered when the room is ready."""

    key = "intake.reports"

    def data(self, person_id: UUID) -> Section:
        return Section(self.key, tuple(_row(report) for report in queries.of_person(person_id)))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        open_case = Q(case__status__in=["waiting", "assigned", "handling", "paused", "checking"])
        undecided = Q(status__in=[status.value for status in OPEN])
        held = Report.objects.filter(Q(person=person_id) & (undecided | open_case))
        return tuple(Why("intake.report_still_open", {"number": report.number}) for report in held[:20])

    def forget(self, person_id: UUID, at: datetime) -> int:
        return acts.forget_person(person_id, at=at)


def _row(report: Report) -> dict[str, Any]:
    return {
        "number": report.number,
        "received_at": report.received_at,
        "channel": report.channel,
        "words": report.words,
        "address": report.address,
        "case": report.case.number if report.case else "",
    }
