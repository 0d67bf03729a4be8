"""The places of a campaign: those left, those done, those with gaps; as a list and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.doors.desk import areas
from commongrid.doors.desk.campaigns import frame
from commongrid.doors.look import downloads, facts
from commongrid.doors.look.gate import opens_for
from commongrid.work.inspections import queries
from commongrid.work.inspections.models import Campaign

WHICH = ("left", "gaps", "done")
SIZE, AT_ONCE = 50, 2_000
COLUMNS = ("area", "code", "kind", "name", "address", "inspected_at", "gaps_open", "gaps_closed")


@opens_for("campaigns.see")
@require_GET
def listed(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """One page; the address is a link that can be sent."""
    campaign = frame.campaign_or_404(request, campaign_id)
    which, area = _which(request), frame.area_of(request, campaign)
    after, _tilde, code = request.GET.get("after", "").partition("~")
    key = (after[:15], code[:32]) if after.isdecimal() and "\x00" not in code else ("", "")
    found = queries.places(campaign, which, area, key, SIZE)
    told: dict[str, Any] = {
        "campaign": campaign,
        "which": which,
        "area": area,
        "way": areas.way_to(area),
        "items": found.items,
        "forms": [*downloads.FORMS],
        "next_url": _with(which, area, "~".join(found.after)) if found.after else "",
        "first_url": _with(which, area) if key[0] else "",
    }
    return frame.page(request, "places.html", told)


def _which(request: HttpRequest) -> str:
    asked = request.GET.get("which", "")
    return asked if asked in WHICH else WHICH[0]


def _with(which: str, area: str, after: str = "") -> str:
    return f"?which={which}&area={area}{f'&after={after}' if after else ''}"


@opens_for("campaigns.see")
@require_GET
def table(request: HttpRequest, campaign_id: UUID, form: str = "csv") -> HttpResponseBase:
    """All of them as a table; no spreadsheet runs what is in it."""
    campaign = frame.campaign_or_404(request, campaign_id)
    which, area = _which(request), frame.area_of(request, campaign)
    if form not in downloads.FORMS:
        raise Http404
    if wait := downloads.held_back(request, "campaign_places", form):
        return wait
    rows = _rows(campaign, which, area, get_language() or "zh-hans")
    try:
        return downloads.FORMS[form](rows, COLUMNS, f"{which}.{form}")
    except downloads.TooLong:
        words = _("An Excel file is made of at most %(most)d places: go down to an area, or take the CSV.")
        messages.error(request, words % {"most": downloads.MOST_ROWS})
        return redirect(reverse("desk:campaigns:places", args=[campaign.pk]) + _with(which, area))


def _rows(campaign: Campaign, which: str, area: str, language: str) -> Iterator[tuple[object, ...]]:
    found = queries.rows_of(campaign, which, area).select_related("premises", "inspection")
    for each in found.defer("premises__found", "inspection__answers").iterator(AT_ONCE):
        place = each.premises
        yield (
            each.area, each.code, facts.word("premises_kind", place.kind, language), place.name, place.address,
            each.inspection.sent_at if each.inspection else None, each.gaps_open, each.gaps_closed,
        )  # fmt: skip
