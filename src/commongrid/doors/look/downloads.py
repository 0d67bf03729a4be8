"""Tables to take away: as CSV line by line or as XLSX, not too often, and recorded before they leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from commongrid.doors.look import spreadsheets
from commongrid.doors.look.gate import actor_of
from commongrid.insight.handouts import acts as handouts
from commongrid.insight.handouts.terms import EXPORTS, Taken
from commongrid.registry.people import acts as people
from commongrid.registry.premises import tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 100_000
"""An XLSX has to be whole before its first byte leaves: a longer table is taken as CSV."""


class TooLong(Exception):
    """There are more rows than an XLSX is made of here."""


def csv(rows: Iterable[Sequence[object]], columns: Sequence[str], name: str) -> StreamingHttpResponse:
    """A CSV as it is made; no spreadsheet runs what is in it, and each knows UTF-8 by the mark in front."""

    def marked() -> Iterator[str]:
        yield "\ufeff"
        yield from tables.lines(rows, columns)

    answer = StreamingHttpResponse(marked(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def xlsx(rows: Iterable[Sequence[object]], columns: Sequence[str], name: str) -> FileResponse:
    """The same as XLSX; TooLong where there are more than 100,000 rows."""
    answer = FileResponse(spreadsheets.xlsx_file(columns, _bounded(rows)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _bounded(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    more = iter(rows)
    yield from islice(more, MOST_ROWS)
    if next(more, None) is not None:
        raise TooLong


def held_back(request: HttpRequest, table: str, form: str) -> HttpResponse | None:
    """The page that says to wait, when this account has taken away too much; else None, and this table is recorded."""
    answer = too_often(request)
    if answer is None:
        taken = Taken(table, form, request.get_full_path()[:300])
        handouts.note_export(taken, by=actor_of(request), at=timezone.now())
    return answer


def too_often(request: HttpRequest) -> HttpResponse | None:
    """The page that says to wait, when this account has taken away too much; else None, and this time is counted."""
    account = str(actor_of(request).account_id)
    seconds = people.ration("export", account, EXPORTS, at=timezone.now())
    if not seconds:
        return None
    response = render(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


FORMS: dict[str, Callable[..., StreamingHttpResponse | FileResponse]] = {"xlsx": xlsx, "csv": csv}
"""How a table may be taken away, by the end of its name."""
