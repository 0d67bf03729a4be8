"""One matter: what it is about, who is in it, who sits, what was held and brought, and what may be done now."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.mediation import frame
from commongrid.doors.desk.mediation.deeds import DEEDS, Asked
from commongrid.doors.look import wording
from commongrid.doors.look.calendars import video_room
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.mediation import lifecycle, queries, rules
from commongrid.work.mediation.models import Mediation
from commongrid.work.mediation.terms import MEDIATION, Course, SeatState, State

SHOWN = 6
"""Mediators proposed; the list of all stands behind."""


@opens_for("mediation.see")
@require_GET
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The page of one matter."""
    return show(request, frame.matter_or_404(request, number))


def show(
    request: HttpRequest, found: Mediation, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page with its forms; `wrong` has the one that came back, by its deed."""
    actor, wrong = actor_of(request), wrong or {}
    seats = list(
        found.seats.exclude(state=SeatState.LEFT).select_related(
            "mediator__post__account", "mediator__body__unit"
        )
    )
    possible = lifecycle.possible(State(found.state))
    told: dict[str, Any] = {
        "mediation": found,
        "parties": frame.parties(request, found),
        "seats": seats,
        "mine": next((seat for seat in seats if seat.mediator.post_id == actor.post_id), None),
        "proposed": queries.proposed(found)[:SHOWN] if "seat" in possible else [],
        "sittings": [(each, video_room(each)) for each in found.sittings.order_by("-starts_at")],
        "evidence": queries.evidence_for(found, None),
        "clauses": list(found.clauses.select_related("who__person").order_by("order")),
        "referrals": list(found.referrals.order_by("-sent_at")),
        "routes": rules.routes(Course(found.course), found.ending) if found.state == State.FAILED else (),  # type: ignore[arg-type]
        "limit": rules.LIMITS[Course(found.course)],
        "warns_only": found.course in rules.WARNS_ONLY,
        "entries": list(reversed(history.history(MEDIATION, str(found.pk)))),
        "possible": possible,
        "forms": {name: wrong.get(name) or _form(name) for name, deed in DEEDS.items() if deed.form},
        "wrong": next(iter(wrong.values()), None),
    }
    return frame.page(request, "one", told, status=status)


def _form(name: str) -> Any:
    form = DEEDS[name].form
    if form is None:
        return None
    return form(initial={"key": secrets.token_urlsafe(18)}, auto_id=f"id_{name}_%s")


@opens_for("mediation.run", "mediation.decide")
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One step; what is refused says why and keeps what was written."""
    found, deed = frame.matter_or_404(request, number), DEEDS.get(name)
    if deed is None:
        raise Http404
    form: wording.Form | None = None
    if deed.form is not None:
        form = deed.form(request.POST, request.FILES, auto_id=f"id_{name}_%s")
        if not form.is_valid():
            return show(request, found, {name: form}, 422)
    told = form.cleaned_data if form is not None else {}
    try:
        deed.do(Asked(request, found, told, actor_of(request), timezone.now()))
    except NotAllowed:
        raise
    except Refused as refused:
        if form is not None:
            form.add_error(None, say(refused.why))
            return show(request, found, {name: form}, 422)
        messages.error(request, say(refused.why))
    else:
        messages.success(request, str(deed.done))
    return redirect("desk:mediation:list" if _is_gone(request, found) else _here(found))


def _is_gone(request: HttpRequest, found: Mediation) -> bool:
    """Has the one who acted just left the table?"""
    now = queries.whole(found.pk)
    post = actor_of(request).post_id
    return now is None or post not in {*now.sitting_ids, *now.heading_ids}


def _here(found: Mediation) -> str:
    return f"/desk/mediation/{found.number}/"
