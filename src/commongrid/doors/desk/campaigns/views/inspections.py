"""One inspection: what was asked and answered, the photos, and what each gap became."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.doors.desk.campaigns import frame
from commongrid.doors.look import answers
from commongrid.doors.look.gate import opens_for, require
from commongrid.work.inspections import queries


@opens_for("inspections.see")
@require_GET
def inspection(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Read as it was written; an older edition keeps its wording."""
    found = queries.inspection(inspection_id)
    if found is None:
        raise Http404
    require(request, "inspections.see", found)
    told = {
        "inspection": found,
        "premises": found.premises,
        "checklist": answers.checklist_name(found),
        "answers": answers.shown(found, get_language() or "zh-hans"),
        "looked_again": list(found.looked_again.order_by("sent_at")),
    }
    return frame.page(request, "inspection.html", told)
