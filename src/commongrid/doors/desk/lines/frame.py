"""What the pages of lines share: the line they are about, and the period they look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from commongrid.doors.look.gate import require
from commongrid.work.lines import queries
from commongrid.work.lines.models import Line

USUAL = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of the city, both ends counted in."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def until(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    @property
    def query(self) -> str:
        return f"since={self.first.isoformat()}&until={self.last.isoformat()}"


def line_or_404(request: HttpRequest, code: str, ability: str = "lines.see") -> Line:
    """The line of an address; NotAllowed where the post does not reach the city."""
    require(request, ability, queries.ground())
    line = queries.line(code)
    if line is None:
        raise Http404
    return line


def period_of(request: HttpRequest) -> Period:
    """The days asked for, else the last thirty; days the wrong way round are turned."""
    asked, today = request.POST if request.method == "POST" else request.GET, timezone.localdate()
    first, last = _day(asked.get("since", "")), _day(asked.get("until", ""))
    last = last or today
    first = first or last - USUAL
    return Period(min(first, last), max(first, last))


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and 2000 <= day.year < 2100 else None
