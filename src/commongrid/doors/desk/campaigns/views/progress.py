"""One campaign: how far it is by town, community and grid, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import areas
from commongrid.doors.desk.campaigns import frame
from commongrid.doors.look import downloads
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.inspections import acts, queries, rules
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import CAMPAIGN, CampaignState, Counts, Plan

GRID = 15


@opens_for("campaigns.see")
@require_GET
def one(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Its figures in an area, the parts of the area, those that have not begun, and its history."""
    campaign = frame.campaign_or_404(request, campaign_id)
    area = frame.area_of(request, campaign)
    parts = _parts(campaign, area)
    names = {counts.area: name for name, counts in parts}
    told: dict[str, Any] = {
        "campaign": campaign,
        "area": area,
        "way": areas.way_to(area),
        "total": queries.total(campaign, area),
        "parts": parts,
        "not_begun": [(names[each.area], each) for each in rules.not_begun(counts for _, counts in parts)],
        "is_lowest": len(area) >= GRID or areas.next_size(area) is None,
        "entries": list(reversed(history.history(CAMPAIGN, str(campaign.pk)))),
        "picked": queries.how_many(_plan(campaign)) if campaign.state == CampaignState.DRAFTING else None,
    }
    return frame.page(request, "one.html", told)


def _day(text: str) -> date:
    """The day of a form; what is none is before every other, so that the act says what is wrong."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _plan(campaign: Campaign) -> Plan:
    return Plan(
        campaign.name, campaign.reason, "", campaign.area, campaign.starts_on, campaign.ends_on,
        tuple(campaign.kinds), campaign.words,
    )  # fmt: skip


def _parts(campaign: Campaign, area: str) -> list[tuple[str, Counts]]:
    """The parts of an area with their names, in the order of their codes; never in an order of merit."""
    size = areas.next_size(area)
    found = queries.by_part(campaign, area, size) if size else []
    names = areas.names([each.area for each in found])
    return [(names.get(each.area, each.area), each) for each in found]


@opens_for("campaigns.see")
@require_GET
def table(request: HttpRequest, campaign_id: UUID) -> StreamingHttpResponse:
    """The parts of the area shown, as a table to take away."""
    campaign = frame.campaign_or_404(request, campaign_id)
    parts = _parts(campaign, frame.area_of(request, campaign))
    columns = ("area", "name", "places", "done", "left", "with_gaps", "gaps_open", "gaps_closed")

    def rows() -> Iterator[tuple[object, ...]]:
        for name, each in parts:
            yield (
                each.area, name, each.all, each.done, each.due, each.with_gaps, each.gaps_open, each.gaps_closed,
            )  # fmt: skip

    return downloads.csv(rows(), columns, "areas.csv")


@opens_for("campaigns.run")
@require_POST
def act(request: HttpRequest, campaign_id: UUID, name: str) -> HttpResponse:
    """Begin, pause, resume, extend or stop it; pausing, extending and stopping need a reason."""
    campaign = frame.campaign_or_404(request, campaign_id)
    by, at, why = actor_of(request), timezone.now(), request.POST.get("why", "")[:200]
    try:
        if name == "begin":
            acts.begin(campaign, by=by, at=at)
            messages.success(request, _("Begun. The places are being written down; this page shows how far."))
        elif name == "pause":
            acts.pause(campaign, by=by, at=at, why=why)
            messages.success(request, _("Paused. Nobody is sent there until you resume it."))
        elif name == "resume":
            acts.resume(campaign, by=by, at=at)
            messages.success(request, _("It goes on."))
        elif name == "extend":
            acts.extend(campaign, _day(request.POST.get("until", "")), by=by, at=at, why=why)
            messages.success(request, _("Extended."))
        elif name == "stop":
            acts.stop(campaign, by=by, at=at, why=why)
            messages.success(request, _("Stopped. Cases that were opened go on."))
        else:
            raise Http404
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:campaigns:one", campaign_id=campaign_id)
