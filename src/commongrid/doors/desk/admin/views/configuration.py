"""What is broken, in plain sentences, and what to do about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.doors.desk.admin import checks, frame
from commongrid.doors.look.gate import actor_of, opens_for


@opens_for("admin.configuration", "audit.see")
@require_GET
def configuration(request: HttpRequest) -> HttpResponse:
    """Every check: what is broken first, what is fine folded away. The auditor comes in by the journal."""
    if not access.has(actor_of(request), "admin.configuration"):
        return redirect("desk:admin:journal")
    found = checks.check_config(timezone.now())
    states = {state: [one for one in found if one.state == state] for state in ("late", "soon", "ok")}
    return frame.page(request, "configuration.html", {"states": states}, here="configuration")
