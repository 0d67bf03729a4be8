"""回访: the list of calls, one call with its script, the number for a reason, and the result."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import Why
from commongrid.cases import numbers
from commongrid.doors.desk.visits import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.registry.packs import queries as packs
from commongrid.work.visits import acts, queries
from commongrid.work.visits.models import Call
from commongrid.work.visits.queries.calls import SIZE
from commongrid.work.visits.terms import Result


@opens_for("visits.call")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Who is to be called, those owed longest first; nobody's name or number stands in the list."""
    rows = list(queries.calls_due(actor_of(request))[: SIZE + 1])
    told = {
        "rows": rows[:SIZE],
        "more": len(rows) > SIZE,
        "percent": round(float(packs.setting("visits_call_share")) * 100),
        "tries": packs.setting("visits_call_tries"),
    }
    return frame.page(request, "calls", told)


@opens_for("visits.call")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The script, the number for a reason that is logged, and what was heard."""
    found = frame.call_or_404(request, call_id)
    by, at = actor_of(request), timezone.now()
    look, form = forms.Look(), forms.CallForm()
    number: list[str] = []
    if request.method == "POST" and "look" in request.POST:
        look = forms.Look(request.POST)
        if look.is_valid():
            why = look.cleaned_data["why"]
            went(look, lambda: number.append(acts.phone(found, by=by, at=at, why=why) or "–"))
    elif request.method == "POST":
        form = forms.CallForm(request.POST)
        if form.is_valid():
            told = form.cleaned_data
            result = Result(told["result"])
            if went(form, lambda: acts.call(found, result, told["words"], redo=told["redo"], by=by, at=at)):
                messages.success(request, _("Kept."))
                return redirect("desk:visits:calls")
    return _shown(request, found, look, form, number)


def _shown(
    request: HttpRequest, found: Call, look: forms.Look, form: forms.CallForm, number: list[str]
) -> HttpResponse:
    matter = found.matter
    told: dict[str, Any] = {
        "call": found,
        "about": found,
        "matter": matter,
        "case": matter.report.case,
        "spoken": numbers.spoken(matter.report.number),
        "whys": [Why.from_json(why) for why in found.whys],
        "look": look,
        "form": form,
        "number": number[0] if number else "",
        "tries": packs.setting("visits_call_tries"),
        "is_over": found.state != "due",
    }
    return frame.page(request, "call", told, status=422 if look.errors or form.errors else 200)
