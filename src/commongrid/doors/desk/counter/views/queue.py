"""The queue at the counter: where one sits, calling the next, saying what became of who was called."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.counter import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.points import rules as offering
from commongrid.work.reception import acts, rules
from commongrid.work.reception.terms import State

ENDS = {"served": State.SERVED, "missed": State.MISSED}


@opens_for("counter.serve")
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """Sit at another point or counter, for this session."""
    form = forms.Place(request.POST)
    if form.is_valid() and any(one.pk == form.cleaned_data["point"] for one in frame.choices(request)):
        request.session[frame.POINT] = form.cleaned_data["point"]
        request.session[frame.COUNTER] = form.cleaned_data["counter"]
    else:
        messages.error(
            request, _("There is no such point in your area, or the counter's number is no number.")
        )
    return redirect("desk:counter:counter")


@opens_for("counter.serve")
@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Call whoever came first, for one service or for all."""
    here = frame.seat(request)
    if here is None:
        raise Http404
    wanted = [one for one in offering.services_of(here.point.services) if one == request.POST.get("service")]
    got = acts.call_next(
        here.point, here.counter, wanted, by=actor_of(request), at=timezone.now(), day=timezone.localdate()
    )
    if got is None:
        messages.info(request, _("Nobody is waiting."))
    else:
        messages.success(request, _("Called: %(ticket)s") % {"ticket": rules.spoken(got.service, got.number)})
    return redirect("desk:counter:counter")


@opens_for("counter.serve")
@require_POST
def end(request: HttpRequest, ticket_id: UUID, name: str) -> HttpResponse:
    """Served, or not there."""
    if name not in ENDS:
        raise Http404
    try:
        acts.end(ticket_id, ENDS[name], by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:counter:counter")
