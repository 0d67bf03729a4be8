"""A page of reports as rows, keyset-paged by deadline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base import reads
from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.doors.desk import queues
from commongrid.doors.look import facts
from commongrid.intake import queries as intake
from commongrid.intake.models import Report

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One report as `look/row.html` draws it."""

    case: Report
    number: str
    url: str
    title: str
    line: str
    side: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a queue; `next` is the query of the next page."""

    rows: list[Row]
    count: int
    next: str


def queue_of(report: Report) -> str:
    """The queue a report stands in, or stood in before it was decided."""
    if report.status == "verifying":
        return "verifying"
    if report.status == "declined":
        return "appeals"
    return "verified" if report.verified_at else "received"


def page(queue: str, actor: Actor, after: str = "") -> Listed:
    """Two queries: the page by (due_at, id), and the count (index intake_report_queue)."""
    wanted = intake.for_reading().filter(access.within(actor, "reports.admit"), queues.REPORTS[queue])
    count = wanted.count()
    if beyond := reads.page_key(after):
        wanted = wanted.filter(_beyond(*beyond))
    found = list(wanted.order_by(F("due_at").asc(nulls_last=True), "id")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    key = f"{last.due_at.isoformat() if last.due_at else ''}~{last.pk}" if last else ""
    return Listed(
        [_row(report, queue) for report in found[:PAGE]], count, f"?queue={queue}&after={key}" if key else ""
    )


def _beyond(at: datetime | None, pk: UUID) -> Q:
    if at is None:
        return Q(due_at=None, id__gt=pk)
    return Q(due_at__gt=at) | Q(due_at=at, id__gt=pk) | Q(due_at=None)


def found(report: Report) -> Row:
    """A report outside its queue, with its state at the side."""
    row = _row(report, queue_of(report))
    return replace(row, side=facts.word("status", report.status, get_language() or "zh-hans"))


def _row(report: Report, queue: str) -> Row:
    language = get_language() or "zh-hans"
    words = (report.words or "").strip().splitlines()
    title = words[0][:40] if words else _("a photo without words")
    where = report.address or (report.grid.name if report.grid else "") or _("place not known")
    line = (" · " if language.startswith("en") else "\u2060·").join(
        (where, facts.word("channel", report.channel, language))
    )
    side = facts.word("finding", report.finding, language) if report.finding else ""
    url = f"{reverse('desk:report', args=[report.number])}?queue={queue}"
    return Row(report, report.number, url, title, line, side)
