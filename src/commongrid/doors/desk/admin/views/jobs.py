"""A job's page: how far it is, what came of it, and the step that follows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed
from commongrid.doors.desk.admin import frame, jobs
from commongrid.doors.look.gate import actor_of, opens_for

OPENS = {
    "plan": "admin.registry",
    "recompute": "admin.registry",
    "pack": "admin.configuration",
    "verify": "audit.see",
}
HERE = {"plan": "grids", "recompute": "calendar", "pack": "packs", "verify": "seals"}


@opens_for("admin.registry", "admin.configuration", "audit.see")
@require_GET
def job(request: HttpRequest, name: str) -> HttpResponse:
    """Can be left and found again for a day."""
    found = jobs.find(name)
    if found is None:
        raise Http404
    actor = actor_of(request)
    if not access.has(actor, OPENS[found.kind]):
        raise NotAllowed("access.no_grant", ability=OPENS[found.kind], role=actor.role)
    return frame.page(request, "job.html", {"job": found}, here=HERE[found.kind])
