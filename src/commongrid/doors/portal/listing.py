"""A resident's matters as rows of a list: those in hand first, then those that ask something, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.portal import frame, standing
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN


@dataclass(frozen=True, slots=True)
class Row:
    """One matter: `light_of` is what its deadline light is drawn from."""

    report: Report
    title: str
    line: str
    light_of: Any
    has_news: bool


def rows(request: HttpRequest, reports: Sequence[Report], now: datetime) -> list[Row]:
    prefetch_related_objects(list(reports), "case__centre", "case__handler", "case__merged_into")
    ordered = sorted(reports, key=_order)
    return [_row(request, report, now) for report in ordered]


def _row(request: HttpRequest, report: Report, now: datetime) -> Row:
    light_of: Report | Case = standing.case_of(report) or report
    told = _quiet(report) if standing.is_confidential(report) else _said(report, now)
    return Row(report, *told, light_of, frame.has_news(request, report))


def _said(report: Report, now: datetime) -> tuple[str, str]:
    return standing.title_of(report), standing.line(report, now)


def _quiet(report: Report) -> tuple[str, str]:
    """A list lies open on a table: what it is about and who has it stand on the matter's own page only."""
    number = numbers.spoken(report.number)
    return _("A matter kept confidential"), _("Number %(number)s; open it to read on") % {"number": number}


def _order(report: Report) -> tuple[int, float]:
    case = standing.case_of(report)
    newest = -max(report.moved_at, case.moved_at if case else report.moved_at).timestamp()
    if report.status in OPEN or (case is not None and case.status not in (Status.CLOSED, Status.VOID)):
        return 0, newest
    asks = case is not None and case.status == Status.CLOSED and not standing.has_rated(report, case)
    return (1 if asks else 2), newest
