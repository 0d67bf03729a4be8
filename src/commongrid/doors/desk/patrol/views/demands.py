"""Demands: what is walked to how often, set from a day on, with what it would ask for before anybody is asked."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.patrol import frame
from commongrid.doors.desk.patrol.forms import DemandForm
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.work.patrol import acts, queries, rules


@opens_for("patrol.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What holds today, what is to come, and what is over."""
    actor, today = actor_of(request), timezone.localdate()
    found = queries.listed(actor)
    is_over = [each for each in found if each.ends_on and each.ends_on < today]
    told: dict[str, Any] = {
        "holding": [each for each in found if each not in is_over and each.starts_on <= today],
        "to_come": [each for each in found if each not in is_over and each.starts_on > today],
        "is_over": is_over,
        "mine": {each.pk for each in found if access.may(actor, "patrol.set", each).answer},
        "today": today,
    }
    return frame.page(request, "demands.html", told)


@opens_for("patrol.set")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET: the form, with what holds now where the address names a code. POST: set from its first day on."""
    actor, today = actor_of(request), timezone.localdate()
    before = queries.to_come(request.GET.get("code", "").replace("\x00", "")[:24])
    if before is not None:
        require(request, "patrol.set", before)
    first = {
        "key": secrets.token_urlsafe(18),
        "starts_on": today,
        "area": actor.area,
        **DemandForm.told_by(before),
    }
    form = DemandForm(request.POST or None, actor=actor, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            acts.set_demand(
                form.wanted(), told["key"], by=actor, at=timezone.now(), today=today, why=told["why"]
            )
            messages.success(request, _("Set. The places are laid out in the background."))
            return redirect("desk:patrol:demands")
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(form.beside(refused.why.key), say(refused.why))
    told = {"form": form, "before": before, **_previewed(request)}
    return frame.page(request, "new.html", told, status=422 if form.errors else 200)


@opens_for("patrol.set")
@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """What the demand would ask for, as it is filled in."""
    return render(request, "desk/patrol/preview.html", _previewed(request))


def _previewed(request: HttpRequest) -> dict[str, Any]:
    """`load` is None until the form says what is walked to and how often."""
    actor, today = actor_of(request), timezone.localdate()
    told = request.POST or request.GET
    form = DemandForm({**{name: told.get(name, "") for name in told}, "key": "x" * 12}, actor=actor)
    form.data["kinds"] = told.getlist("kinds")  # type: ignore[index]
    form.is_valid()
    wanted = form.wanted_so_far(today)
    if wanted is None or not rules.step_days(wanted.every_days, wanted.times, wanted.per):
        return {"load": None}
    found = queries.preview(wanted, today)
    return {"load": found.load, "is_at_most": found.is_at_most}


@opens_for("patrol.set")
@require_POST
def end(request: HttpRequest, demand_id: UUID) -> HttpResponse:
    """It holds until tonight; what was visited stays visited."""
    found = queries.demand(demand_id)
    if found is None:
        raise Http404
    require(request, "patrol.set", found)
    why, today = request.POST.get("why", "")[:200], timezone.localdate()
    try:
        last = max(today, found.starts_on)
        acts.end_demand(found, last, by=actor_of(request), at=timezone.now(), today=today, why=why)
        messages.success(request, _("Ended with today. Nobody is sent there for it from tomorrow on."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:patrol:demands")
