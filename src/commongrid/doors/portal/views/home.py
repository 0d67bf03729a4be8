"""The first page: one question, four doors, and what is in hand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.look.gate import opens_for, own_reports
from commongrid.doors.portal import frame, listing


@opens_for("public")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    now, mine = timezone.now(), own_reports(request)
    told = {
        "rows": listing.rows(request, mine, now)[:3],
        "news": sum(frame.has_news(request, report) for report in mine),
        "many": len(mine),
        "emergency": frame.EMERGENCY,
    }
    return frame.page(request, "portal/home.html", told)


@opens_for("public")
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Asking for help: an appeal, mediation, or a service nearby."""
    return frame.page(request, "portal/ask.html", {})
