"""What roles have to hold: demanded, and no longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.doors.desk.training import frame, setting
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.work.training import acts, queries


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A role needs a certificate from a day on; the same again changes the day and the grace."""
    form = setting.DemandForm(request.POST or None, kinds=queries.kinds())
    if request.method == "POST" and form.is_valid():
        told, by, at = form.cleaned_data, actor_of(request), timezone.now()
        facts = {"from_on": told["from_on"], "grace_days": told["grace_days"], "why": told["why"]}
        if went(form, lambda: acts.set_demand(told["role"], told["kind"], **facts, by=by, at=at)):
            messages.success(
                request, _("From now on it is shown where it is missing. Nobody is kept from working.")
            )
            return redirect("desk:training:run")
    return frame.own(request, "demand", {"form": form}, status=422 if form.errors else 200)


@opens_for("training.run")
@require_POST
def end(request: HttpRequest, demand_id: int) -> HttpResponse:
    """The role needs it no longer."""
    found = next((one for one in queries.demands() if one.pk == demand_id), None)
    if found is None:
        raise Http404
    why = request.POST.get("why", "").strip()[:200]
    if not why:
        messages.error(request, _("Say why: it stands in the journal."))
    else:
        acts.end_demand(found, by=actor_of(request), at=timezone.now(), why=why)
        messages.success(request, _("It is demanded no longer."))
    return redirect("desk:training:run")
