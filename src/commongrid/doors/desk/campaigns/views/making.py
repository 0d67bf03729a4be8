"""A new campaign: a form that says at once how many places its filter picks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.doors.desk.campaigns import frame
from commongrid.doors.desk.campaigns.forms import CampaignForm, DraftForm, of_draft
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.checklists import queries as checklists
from commongrid.work.inspections import acts, queries
from commongrid.work.inspections.terms import CampaignState, Plan

A_MONTH = timedelta(days=30)


@opens_for("campaigns.run")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET: the form, with the filter of the list it was opened from. POST: a draft, which nobody is asked to do yet."""
    actor, today = actor_of(request), timezone.localdate()
    first = {"key": secrets.token_urlsafe(18), "starts_on": today, "ends_on": today + A_MONTH}
    asked = {
        "area": request.GET.get("area", ""),
        "kind": request.GET.get("kind", ""),
        "words": request.GET.get("q", ""),
    }
    form = CampaignForm(
        request.POST or None,
        actor=actor,
        asked=request.POST.get("area", asked["area"])[:15],
        initial={**first, **asked},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.draft(form.plan(), form.cleaned_data["key"], by=actor, at=timezone.now())
            return redirect("desk:campaigns:one", campaign_id=made.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    told = {"form": form, **_counted(request)}
    return frame.page(request, "new.html", told, status=422 if form.errors else 200)


@opens_for("campaigns.run")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """A draft may be changed until it is begun; whoever is slower is told so and keeps what they typed."""
    campaign = frame.campaign_or_404(request, campaign_id)
    require(request, "campaigns.run", campaign)
    if campaign.state != CampaignState.DRAFTING:
        messages.error(request, _("It was begun: what it is about can no longer be changed."))
        return redirect("desk:campaigns:one", campaign_id=campaign.pk)
    actor, first = actor_of(request), of_draft(campaign)
    asked = request.POST.get("area", campaign.area)[:15]
    form = DraftForm(request.POST or None, actor=actor, asked=asked, initial=first)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            acts.change(campaign, told["seq"], form.plan(), by=actor, at=timezone.now())
            messages.success(request, _("Kept."))
            return redirect("desk:campaigns:one", campaign_id=campaign.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
            status = 409 if isinstance(refused, Outrun) else 422
            form.data = {**request.POST.dict(), "seq": str(campaign.seq)}
    told = {"form": form, "campaign": campaign, **_counted(request, first)}
    return frame.page(request, "new.html", told, status=status)


@opens_for("campaigns.run")
@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """How many places the filter of the form picks, as it is filled in."""
    return render(request, "desk/campaigns/count.html", _counted(request))


def _counted(request: HttpRequest, first: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`n` is None while no checklist is chosen; `fits` False when the kind is not one it is for."""
    told, actor = request.POST or first or request.GET, actor_of(request)
    words = told.get("words", told.get("q", ""))[:60].replace("\x00", "")
    area = told.get("area", "")[:15]
    try:
        checklist = checklists.checklist(told.get("checklist", "")[:32].replace("\x00", ""))
    except Refused:
        return {"n": None, "fits": True}
    kinds = queries.kinds_for(checklist, [kind] if (kind := told.get("kind", "")) else [])
    today = timezone.localdate()
    plan = Plan("", "", checklist.code, actor.area, today, today, kinds, words)
    if area.isdecimal() and area.startswith(actor.area):
        plan = replace(plan, area=area)
    n, is_more = queries.how_many(plan)
    return {"n": n, "is_more": is_more, "fits": bool(kinds), "kinds": kinds}
