"""What the pages of captains share: the one they are about, and what the reader's post may do there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.work.captains import queries
from commongrid.work.captains.models import Captaincy

ABILITIES = ("decide", "ask", "commend")


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of captains; `may` says what the post may do, on the captaincy of the page where there is one."""
    actor, thing = actor_of(request), context.get("captaincy")
    may = {
        name: access.may(actor, f"captains.{name}", thing).answer
        if thing
        else access.has(actor, f"captains.{name}")
        for name in ABILITIES
    }
    return frame.page(request, f"desk/captains/{template}", {"may": may, **context}, status=status)


def captaincy_or_404(request: HttpRequest, captaincy_id: UUID) -> Captaincy:
    """The captaincy of an address; NotAllowed outside the post's reach."""
    found = queries.captaincy(captaincy_id)
    if found is None:
        raise Http404
    require(request, "captains.see", found)
    return found
