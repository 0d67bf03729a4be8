"""What is overdue: places with since when and by which demand, as a list and as a table; never by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.doors.desk import areas
from commongrid.doors.desk.patrol import frame
from commongrid.doors.desk.patrol.views.coverage import download
from commongrid.doors.look import facts
from commongrid.doors.look.gate import opens_for
from commongrid.registry.premises import tables
from commongrid.work.patrol import queries

SIZE, AT_ONCE, MOST_AT_ONE = 50, 2_000, 20
"""A page ends after a place and never between two demands at one; there are fewer than 20 of them."""
COLUMNS = ("area", "code", "kind", "name", "address", "demand", "due_on", "days_overdue", "visited_on")


@opens_for("patrol.see")
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """One page in the order of area and code; the address is a link that can be sent."""
    area, today = frame.area_of(request), timezone.localdate()
    after, _tilde, code = request.GET.get("after", "").partition("~")
    key = (after[:15], code[:32]) if after.isdecimal() and "\x00" not in code else ("", "")
    rows = list(queries.overdue_here(area, today, key)[: SIZE + MOST_AT_ONE])
    page = [each for number, each in enumerate(rows) if number < SIZE or each.code == rows[SIZE - 1].code]
    last = page[-1] if len(rows) > len(page) else None
    told: dict[str, Any] = {
        "area": area,
        "way": areas.way_to(area),
        "rows": [(each, (today - each.due_on).days) for each in page],
        "grids": queries.grid_names(each.code for each in page if each.premises is None),
        "next_url": f"?area={area}&after={last.area}~{last.code}" if last else "",
        "first_url": f"?area={area}" if key[0] else "",
    }
    return frame.page(request, "overdue.html", told)


@opens_for("patrol.see")
@require_GET
def table(request: HttpRequest) -> StreamingHttpResponse:
    """All of them as a table, line by line; no spreadsheet runs what is in it."""
    rows = _rows(frame.area_of(request), get_language() or "zh-hans")
    return download(tables.lines(rows, COLUMNS), "overdue.csv")


def _rows(area: str, language: str) -> Iterator[tuple[object, ...]]:
    today = timezone.localdate()
    for each in queries.overdue_here(area, today).iterator(AT_ONCE):
        place = each.premises
        yield (
            each.area, each.code, facts.word("premises_kind", place.kind, language) if place else "",
            place.name if place else "", place.address if place else "", each.demand.zh, each.due_on.isoformat(),
            (today - each.due_on).days, each.visited_on.isoformat() if each.visited_on else "",
        )  # fmt: skip
