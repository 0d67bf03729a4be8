"""Whose rosters one may see, and who is on now at each."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.desk.rosters import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.duty import queries

SIZE = 50


@opens_for("duty.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """A page of units by level and code; whoever sees one roster alone is led to it."""
    words = request.GET.get("q", "")[:40].replace("\x00", "").strip()
    found = queries.rosters(actor_of(request), timezone.now())
    if words:
        found = found.filter(Q(name_zh__contains=words) | Q(name_en__icontains=words))
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    units = list(page.object_list)
    if len(units) == 1 and not words and page.number == 1:
        return redirect("desk:rosters:week", code=units[0].code)
    on = queries.on_now([unit.pk for unit in units], timezone.now())
    told = {"rows": [(unit, on.get(unit.pk, [])) for unit in units], "shown": page, "words": words}
    return frame.page(request, "list.html", told)
