"""Inspections that are due for me, and what one came to."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.doors.field import frame
from commongrid.doors.look import answers
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.work.inspections import queries


@opens_for("inspections.make")
@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """Places of campaigns in my grids and gaps to look at again; the position given sorts this list and is forgotten."""
    actor, day, here = actor_of(request), timezone.localdate(), frame.here_of(request)
    told = {
        "tasks": queries.due_here(actor, day, here),
        "many": queries.due_count(actor, day),
        "campaigns": queries.open_campaigns(actor, day),
        "is_sorted_by_place": here is not None,
    }
    return frame.page(request, "field/inspections.html", told, tab="today")


@opens_for("inspections.see")
@require_GET
def inspected(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """What one came to: what was opened, with numbers; later, what became of it."""
    found = queries.inspection(inspection_id)
    if found is None:
        raise Http404
    require(request, "inspections.see", found)
    told = {
        "inspection": found,
        "premises": found.premises,
        "name": answers.checklist_name(found),
        "answers": answers.shown(found, get_language() or "zh-hans"),
    }
    return frame.page(request, "field/inspected.html", told, tab="today")
