"""What the pages of services brought out share: the request they are about, and what the post may do with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.work.outreach import queries
from commongrid.work.outreach.models import Request


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of services brought out."""
    shared = {"may_ask": access.has(actor_of(request), "outreach.ask")}
    return frame.page(request, f"desk/outreach/{name}.html", {**shared, **told}, status=status)


def request_or_404(request: HttpRequest, request_id: UUID) -> Request:
    """The request of an address; NotAllowed out of reach."""
    found = queries.find(request_id)
    if found is None:
        raise Http404
    require(request, "outreach.see", found)
    return found
