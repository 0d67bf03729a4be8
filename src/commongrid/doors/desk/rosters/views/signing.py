"""Signing on and off at the desk, and confirming what was handed over."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.rosters import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.duty import acts
from commongrid.registry.duty.models import Shift


@opens_for("duty.sign")
@require_POST
def sign_on(request: HttpRequest, shift_id: int) -> HttpResponse:
    """I am there."""
    one, by, at = frame.shift_or_404(request, shift_id), actor_of(request), timezone.now()
    return _done(request, one, lambda: acts.sign_on(one, by=by, at=at), _("You are on duty now."))


@opens_for("duty.sign")
@require_POST
def sign_off(request: HttpRequest, shift_id: int) -> HttpResponse:
    """I leave; `handover` is what the next one has to know."""
    one, by, at = frame.shift_or_404(request, shift_id), actor_of(request), timezone.now()
    words = request.POST.get("handover", "")
    return _done(
        request,
        one,
        lambda: acts.sign_off(one, handover=words, by=by, at=at),
        _("Signed off. Have a good rest."),
    )


@opens_for("duty.sign")
@require_POST
def read(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Whoever is next confirms the handover of a shift."""
    one, by, at = frame.shift_or_404(request, shift_id), actor_of(request), timezone.now()
    mine = frame.mine(request)
    if mine is None:
        raise Http404
    return _done(request, one, lambda: acts.read_handover(one, mine, by=by, at=at), _("Confirmed."))


def _done(request: HttpRequest, one: Shift, act: Callable[[], None], words: str) -> HttpResponse:
    try:
        act()
        messages.success(request, words)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:rosters:week", code=one.unit.code)
