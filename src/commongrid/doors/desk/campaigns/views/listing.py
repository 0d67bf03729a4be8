"""The list of campaigns."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from commongrid.doors.desk.campaigns import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.work.inspections import queries
from commongrid.work.inspections.terms import NOT_OVER, CampaignState

FIRST = (*NOT_OVER, CampaignState.DRAFTING)


@opens_for("campaigns.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What is going on first, then what is over; each with how far it is in the reader's own area."""
    actor = actor_of(request)
    found = queries.campaigns(actor)
    sums = queries.totals(found, actor.area)
    rows = [(each, sums.get(each.pk, queries.NOTHING)) for each in found]
    told = {
        "running": [row for row in rows if row[0].state in FIRST],
        "over": [row for row in rows if row[0].state not in FIRST],
    }
    return frame.page(request, "list.html", told)
