"""What the pages of campaigns share: the one they are about, the area looked at, and what the post may do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.work.inspections import queries
from commongrid.work.inspections.models import Campaign


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of campaigns; `may_run` says whether the post may begin, pause and stop the campaign of the page."""
    actor, campaign = actor_of(request), context.get("campaign")
    may_run = (
        access.may(actor, "campaigns.run", campaign).answer
        if campaign
        else access.has(actor, "campaigns.run")
    )
    return frame.page(request, f"desk/campaigns/{template}", {"may_run": may_run, **context}, status=status)


def campaign_or_404(request: HttpRequest, campaign_id: UUID) -> Campaign:
    """The campaign of an address; NotAllowed for a post whose area it does not touch."""
    found = queries.campaign(campaign_id)
    if found is None:
        raise Http404
    require(request, "campaigns.see", queries.overlap(found, actor_of(request)))
    return found


def area_of(request: HttpRequest, campaign: Campaign) -> str:
    """The area the page is about: what the address asks for, no wider than the campaign and the post's own area."""
    asked = request.GET.get("area", "")[:15]
    widest = queries.overlap(campaign, actor_of(request)).area
    return asked if asked.isdecimal() and asked.isascii() and asked.startswith(widest) else widest
