"""All lines with what each owes and lacks, and the ledger of one for a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.verdicts import Why
from commongrid.doors.desk import frame as desk
from commongrid.doors.desk.lines import forms, frame
from commongrid.doors.look import downloads
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.work.lines import queries
from commongrid.work.lines.models import Line, Ticket

SHOWN = 100
COLUMNS = ("ticket", "received_at", "number", "status", "joined", "answer_by", "answered_at", "reason")


@opens_for("lines.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every line: last contact, receipts owed, tickets refused, answers late."""
    require(request, "lines.see", queries.ground())
    return desk.page(request, "desk/lines/list.html", {"rows": queries.standings(timezone.now())})


@opens_for("lines.see")
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The ledger of one line: the tickets of a period, what is refused or given up, and a list to compare with."""
    line, period = frame.line_or_404(request, code), frame.period_of(request)
    return desk.page(request, "desk/lines/one.html", about(request, line, period))


def about(request: HttpRequest, line: Line, period: frame.Period) -> dict[str, object]:
    """What the page of a line shows."""
    found = queries.tickets(line, since=period.since, until=period.until)
    standing = next(one for one in queries.standings(timezone.now()) if one.line.pk == line.pk)
    return {
        "line": line,
        "period": period,
        "rows": list(found[:SHOWN]),
        "counts": queries.counts(line, since=period.since, until=period.until),
        "shown": SHOWN,
        "standing": standing,
        "failed": list(queries.given_up(line)[:20]),
        "form": forms.TheirList(),
        "may_keep": access.may(actor_of(request), "lines.keep", queries.ground()).answer,
    }


@opens_for("lines.see")
@require_GET
def taken_away(request: HttpRequest, code: str) -> HttpResponseBase:
    """The ledger of a period as CSV: numbers, times and reasons, no word of a resident."""
    line, period = frame.line_or_404(request, code), frame.period_of(request)
    if answer := downloads.held_back(request, "lines", "csv"):
        return answer
    found = queries.tickets(line, since=period.since, until=period.until).iterator(2000)
    return downloads.csv(_rows(found), COLUMNS, f"{line.pk}-{period.first}-{period.last}.csv")


def _rows(found: Iterable[Ticket]) -> Iterator[tuple[object, ...]]:
    for one in found:
        report = one.report
        yield (
            one.their_id, _told(one.first_at), report.number if report else "", report.status if report else "refused",
            "yes" if one.joined else "", _told(one.answer_by), _told(one.answered_at),
            say(Why.from_json(one.refused)) if one.refused else "",
        )  # fmt: skip


def _told(at: object) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""  # type: ignore[arg-type]
