"""One captain and one building: the history, what the building is like, and what may be done now."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.captains import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.people import queries as people
from commongrid.work.captains import acts, queries, rules
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import CAPTAINCY

ASKING_WHY = ("decline", "end")


@opens_for("captains.see")
@require_GET
def one(request: HttpRequest, captaincy_id: UUID) -> HttpResponse:
    """The page of one captaincy."""
    return show(request, frame.captaincy_or_404(request, captaincy_id), {})


def show(request: HttpRequest, found: Captaincy, wrong: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page with its forms; `wrong` has those that came back."""
    person, place = found.person_id, found.premises
    told: dict[str, Any] = {
        "captaincy": found,
        "premises": place,
        "masked": people.masked_by_id([person]).get(person) if person else None,
        "entries": list(reversed(history.history(CAPTAINCY, str(found.pk)))),
        "possible": rules.possible(found.state),
        "decline": wrong.get("decline") or forms.reasons("decline"),
        "end": wrong.get("end") or forms.reasons("end"),
        "thank": wrong.get("commend") or forms.ThanksForm(initial={"key": secrets.token_urlsafe(18)}),
        "thanks": queries.thanks_of([found]),
        "rooms": queries.rooms_of(place),
        "looks": queries.checks_of(place),
        "gaps": len(queries.own_gaps(place)),
        "today": timezone.localdate(),
    }
    return frame.page(request, "one.html", told, status=status)


@opens_for("captains.decide", "captains.commend")
@require_POST
def act(request: HttpRequest, captaincy_id: UUID, deed: str) -> HttpResponse:
    """Accept, decline, end or thank; refused ones say why and keep what was written."""
    found = frame.captaincy_or_404(request, captaincy_id)
    if deed not in ("accept", "commend", *ASKING_WHY):
        raise Http404
    form = _form(deed, request)
    if form is not None and not form.is_valid():
        return show(request, found, {deed: form}, 422)
    try:
        _do(deed, found, form, request)
    except NotAllowed:
        raise
    except Refused as refused:
        if form is None:
            messages.error(request, say(refused.why))
        else:
            form.add_error(None, say(refused.why))
            return show(request, found, {deed: form}, 422)
    return redirect("desk:captains:one", captaincy_id=found.pk)


def _form(deed: str, request: HttpRequest) -> Any:
    if deed in ASKING_WHY:
        return forms.reasons(deed, request.POST)
    return forms.ThanksForm(request.POST) if deed == "commend" else None


def _do(deed: str, found: Captaincy, form: Any, request: HttpRequest) -> None:
    by, at, told = actor_of(request), timezone.now(), form.cleaned_data if form else {}
    if deed == "accept":
        acts.accept(found.pk, by=by, at=at)
        messages.success(request, _("Accepted. They are told by message."))
    elif deed == "commend":
        acts.commend(found, told["words"], told["key"], by=by, at=at)
        messages.success(request, _("Thanked. Whether others may read it, the captain decides."))
    elif deed == "decline":
        acts.decline(found.pk, told["reason"], why=told["why"], by=by, at=at)
        messages.success(request, _("Declined. They are told why."))
    else:
        acts.end(found.pk, told["reason"], why=told["why"], by=by, at=at)
        messages.success(request, _("Ended. They are told why."))


@opens_for("captains.commend")
@require_POST
def take_back(request: HttpRequest, thanks_id: UUID) -> HttpResponse:
    """A thanks is taken back, with a reason."""
    found = queries.commendation(thanks_id)
    if found is None:
        raise Http404
    why = request.POST.get("why", "").replace("\x00", "")[:200]
    try:
        acts.take_back(found, why=why, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:captains:one", captaincy_id=found.captaincy_id)
