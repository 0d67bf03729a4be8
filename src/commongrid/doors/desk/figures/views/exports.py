"""Tables taken away as CSV or XLSX: with the reader's rights, recorded first, and not too often."""

from __future__ import annotations

from urllib.parse import quote

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.desk.figures import choices, exporting, takeaway
from commongrid.doors.desk.figures.tables import Table
from commongrid.doors.desk.figures.views.dashboards import seen_by
from commongrid.doors.look import downloads
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.insight.handouts import acts as handouts
from commongrid.insight.handouts.terms import Taken


@opens_for("figures.see")
@require_GET
def division(request: HttpRequest, code: str, name: str, form: str) -> HttpResponseBase:
    """A table of a division's dashboard as a file."""
    return _table(request, "division", code, name, form)


@opens_for("figures.see")
@require_GET
def unit(request: HttpRequest, code: str, name: str, form: str) -> HttpResponseBase:
    """The same of a unit's."""
    return _table(request, "unit", code, name, form)


def _table(request: HttpRequest, kind: str, code: str, name: str, form: str) -> HttpResponseBase:
    seen = seen_by(request, kind, code)
    if name not in choices.tables_of(seen.scope) or form not in ("csv", "xlsx"):
        raise Http404
    return downloads.too_often(request) or sent(request, takeaway.table(seen, name), form, f"{code}-{name}")


def sent(request: HttpRequest, table: Table, form: str, called: str) -> HttpResponseBase:
    """The table as a download; that it left is recorded before its first byte."""
    taken = Taken(table.name, form, request.get_full_path()[:300])
    handouts.note_export(taken, by=actor_of(request), at=timezone.now())
    day = timezone.localdate().isoformat()
    response: HttpResponseBase
    if form == "csv":
        response = StreamingHttpResponse(exporting.csv_parts(table), content_type="text/csv; charset=utf-8")
    else:
        response = FileResponse(exporting.xlsx_file(table), content_type=downloads.XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{called}-{day}.{form}')}"
    response["Cache-Control"] = "no-store"
    return response
