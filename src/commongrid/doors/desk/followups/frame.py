"""What the pages of follow-up calls share: the tabs a post may open, the call an address names."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.work.followups import queries
from commongrid.work.followups.models import Call


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of follow-up calls; nothing of it is kept by a browser or a proxy."""
    actor = actor_of(request)
    may = {
        "call": access.has(actor, "followups.call"),
        "set": access.has(actor, "admin.configuration"),
    }
    response = frame.page(request, f"desk/followups/{name}.html", {"may": may, **told}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def call_or_404(request: HttpRequest, call_id: UUID, ability: str = "followups.call") -> Call:
    """The call of an address; NotAllowed out of reach."""
    found = queries.find(call_id)
    if found is None:
        raise Http404
    require(request, ability, found)
    return found
