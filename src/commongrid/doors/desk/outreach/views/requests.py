"""What is open and what is over, one request, and what either side does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.access import rules as access
from commongrid.base.journal import queries as history
from commongrid.doors.desk.outreach import forms, frame
from commongrid.doors.look import wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.work.outreach import acts, queries
from commongrid.work.outreach.lifecycle import ACTS, decide
from commongrid.work.outreach.models import Request
from commongrid.work.outreach.terms import REQUEST, State

SHOWN = 100


@opens_for("outreach.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Open ones, the next first; or those that are over."""
    actor, is_past = actor_of(request), request.GET.get("list") == "past"
    found = queries.past_ones(actor) if is_past else queries.open_ones(actor)
    rows = list(found[: SHOWN + 1])
    return frame.page(request, "list", {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "is_past": is_past})


@opens_for("outreach.see")
@require_GET
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request with what the reader may do now."""
    return _shown(request, frame.request_or_404(request, request_id))


def _shown(
    request: HttpRequest, found: Request, wrong: dict[str, wording.Form] | None = None
) -> HttpResponse:
    may = possible(request, found)
    told = {
        "found": found,
        "may": may,
        "forms": {**{name: _form(name, found) for name in may}, **(wrong or {})},
        "entries": history.history(REQUEST, str(found.pk)),
    }
    return frame.page(request, "one", told, status=422 if wrong else 200)


def possible(request: HttpRequest, found: Request) -> list[str]:
    """The acts that are open to the reader now, in the order of the table."""
    actor, now = actor_of(request), timezone.now()
    can = [
        name for name, act in ACTS.items()
        if decide(act, State(found.state)).answer and access.may(actor, act.ability, found).answer
    ]  # fmt: skip
    begun = found.begins_at is not None and found.begins_at <= now
    late = {"finish": not begun, "call_off": begun, "rate": found.stars is not None}
    return [name for name in can if not late.get(name, False)]


def _form(name: str, found: Request, sent: Any = None) -> wording.Form:
    ids = f"id_{name}_%s"
    if name == "accept":
        return forms.Accept(sent, about=found, auto_id=ids)
    return FORMS.get(name, wording.Form)(sent, auto_id=ids)


FORMS: dict[str, type[wording.Form]] = {
    "offer": forms.Offer,
    "decline": forms.Why,
    "call_off": forms.Why,
    "finish": forms.Finish,
    "rate": forms.Rate,
}


@opens_for("outreach.ask", "outreach.answer")
@require_POST
def act(request: HttpRequest, request_id: UUID, name: str) -> HttpResponse:
    """Do one of the acts; what is refused keeps what was filled in."""
    found, deed = frame.request_or_404(request, request_id), DEEDS.get(name)
    if deed is None:
        raise Http404
    form = _form(name, found, request.POST)
    by, at = actor_of(request), timezone.now()
    if form.is_valid() and went(form, lambda: deed(found, form.cleaned_data, by, at)):
        messages.success(request, _("Kept."))
        return redirect("desk:outreach:one", request_id=found.pk)
    return _shown(request, found, {name: form})


DEEDS: dict[str, Callable[[Request, dict[str, Any], Any, Any], Request]] = {
    "accept": lambda found, told, by, at: acts.accept(found, told["day"], by=by, at=at),
    "offer": lambda found, told, by, at: acts.offer(found, told["day"], by=by, at=at, why=told["why"]),
    "decline": lambda found, told, by, at: acts.decline(found, by=by, at=at, why=told["why"]),
    "take": lambda found, told, by, at: acts.take(found, by=by, at=at),
    "withdraw": lambda found, told, by, at: acts.withdraw(found, by=by, at=at),
    "call_off": lambda found, told, by, at: acts.call_off(found, by=by, at=at, why=told["why"]),
    "finish": lambda found, told, by, at: acts.finish(found, told["served"], by=by, at=at),
    "rate": lambda found, told, by, at: acts.rate(found, told["stars"], by=by, at=at),
}
