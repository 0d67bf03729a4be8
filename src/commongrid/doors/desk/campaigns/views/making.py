"""A new campaign: a form that says at once how many places its filter picks."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.campaigns import frame
from commongrid.doors.desk.campaigns.forms import CampaignForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.checklists import queries as checklists
from commongrid.work.inspections import acts, queries
from commongrid.work.inspections.terms import Plan

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
@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """How many places the filter of the form picks, as it is filled in."""
    return render(request, "desk/campaigns/count.html", _counted(request))


def _counted(request: HttpRequest) -> dict[str, Any]:
    """`n` is None while no checklist is chosen; `fits` False when the kind is not one it is for."""
    told, actor = request.POST or request.GET, actor_of(request)
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
