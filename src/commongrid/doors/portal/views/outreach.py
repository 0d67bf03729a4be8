"""Services that departments bring to communities, for residents: what, when, where, the next first."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame
from commongrid.registry.places import queries as places
from commongrid.work.outreach import queries
from commongrid.work.outreach.rules import LONGEST_HOURS


@opens_for("public")
@require_GET
def coming(request: HttpRequest) -> HttpResponse:
    """Around the place named, else in the town of the reader's last report, else in the city."""
    now, asked = timezone.now(), request.GET.get("q", "").strip()[:100].replace("\x00", "")
    last = next((one.area for one in gate.own_reports(request) if one.area), "")
    found = places.locate_text(asked).code if asked else last[:9]
    city = places.city()
    area = (found or "")[:12] or (city.code if city else "")
    is_nowhere = bool(asked) and not found
    ahead = [] if is_nowhere else queries.coming(area, now - timedelta(hours=LONGEST_HOURS))
    rows = [one for one in ahead if one.begins_at and one.begins_at + timedelta(hours=one.hours) > now]
    place = places.division(area) if found else None
    told = {"rows": rows, "asked": asked, "is_nowhere": is_nowhere, "place": place}
    return frame.page(request, "portal/coming.html", told)
