"""回访: the list of calls, taking one, the number for a reason, the result, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.cases import numbers
from commongrid.doors.desk.followups import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.doors.look.trying import went
from commongrid.work.followups import acts, queries
from commongrid.work.followups.models import Call
from commongrid.work.followups.queries.calls import SIZE
from commongrid.work.followups.terms import State


@opens_for("followups.call", "followups.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Who is to be called, those due longest first; nobody's name or number stands in the list."""
    actor, now, plan = actor_of(request), timezone.now(), queries.plan()
    may_call = access.has(actor, "followups.call")
    rows = list(queries.due(actor, plan, now)[: SIZE + 1]) if plan and may_call else []
    told = {
        "rows": rows[:SIZE],
        "more": len(rows) > SIZE,
        "plan": plan,
        "just": queries.just_made(actor, now) if may_call else None,
    }
    return frame.page(request, "list", told)


@opens_for("followups.call")
@require_POST
def following(request: HttpRequest) -> HttpResponse:
    """Take the call that is due longest and that nobody has."""
    found = acts.claim_next(by=actor_of(request), at=timezone.now())
    if found is None:
        messages.info(request, _("Nobody is to be called just now."))
        return redirect("desk:followups:list")
    return redirect("desk:followups:call", call_id=found.pk)


@opens_for("followups.call")
@require_POST
def take(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Take this one; who has it already is said."""
    found = frame.call_or_404(request, call_id)
    try:
        acts.claim(found, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
        return redirect("desk:followups:list")
    return redirect("desk:followups:call", call_id=found.pk)


@opens_for("followups.call")
@require_POST
def undo(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """A wrong tap is taken back within the minute."""
    found = frame.call_or_404(request, call_id)
    try:
        acts.undo(found, by=actor_of(request), at=timezone.now())
        messages.success(request, _("Taken back. The call stands in the list again."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:followups:list")


@opens_for("followups.call")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The script, the number for a reason that is logged, and what was heard."""
    found, by, at = frame.call_or_404(request, call_id), actor_of(request), timezone.now()
    look, form = forms.Look(), forms.HeardForm(script=queries.script())
    number: list[str] = []
    if request.method == "POST" and "look" in request.POST:
        look = forms.Look(request.POST)
        if look.is_valid():
            why = look.cleaned_data["why"]
            went(look, lambda: number.append(acts.phone(found, by=by, at=at, why=why) or "–"))
    elif request.method == "POST":
        form = forms.HeardForm(request.POST, script=queries.script())
        if form.is_valid() and went(form, lambda: acts.call(found, form.heard(), by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("desk:followups:list")
    return _shown(request, found, look, form, number)


def _shown(
    request: HttpRequest, found: Call, look: forms.Look, form: forms.HeardForm, number: list[str]
) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    is_mine = found.claimed_by == actor.account_id and bool(found.claimed_until and found.claimed_until > now)
    told: dict[str, Any] = {
        "call": found,
        "case": found.case,
        "spoken": numbers.spoken(found.case.number),
        "whys": [Why.from_json(why) for why in found.whys],
        "said": [
            line.en if (get_language() or "").startswith("en") else line.zh for line in queries.script()
        ],
        "look": look,
        "form": form,
        "number": number[0] if number else "",
        "plan": queries.plan() or queries.proposed_plan(),
        "is_over": found.state != State.DUE,
        "is_mine": is_mine,
    }
    return frame.page(request, "call", told, status=422 if look.errors or form.errors else 200)
