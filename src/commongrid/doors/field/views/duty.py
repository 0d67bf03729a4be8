"""My shifts: signing on and off, what was handed to me, and who else is there now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.access.terms import Actor
from commongrid.doors.field import frame, sending
from commongrid.doors.field.forms import Key, new_key
from commongrid.doors.field.mine import Handover
from commongrid.doors.look import gate
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.duty import acts, queries
from commongrid.registry.duty.models import Shift

A_DAY = timedelta(days=1)
"""The button of a shift stands on the page so long before: a phone may hold the page without signal."""


@opens_for("duty.see")
@require_GET
def duty(request: HttpRequest) -> HttpResponse:
    """The next shift with its button, the ones after it, the handovers to read, and who is on in my area."""
    return _page(request, Handover(initial={"key": new_key()}))


def _page(request: HttpRequest, form: Handover) -> HttpResponse:
    now = timezone.now()
    ahead = queries.ahead([post.pk for post in gate.posts(request)], now)
    mine = ahead[0] if ahead else None
    told: dict[str, Any] = {
        "mine": mine,
        "ahead": ahead[1:],
        "is_soon": mine is not None and mine.starts_at - now < A_DAY,
        "form": form,
        "to_read": [(one, new_key()) for one in queries.to_read(mine, now)] if mine else [],
        "here": queries.on_now_for(actor_of(request).area, now) if actor_of(request).area else [],
        "key": new_key(),
    }
    return frame.page(request, "field/duty.html", told, tab="me", status=422 if form.errors else 200)


@opens_for("duty.sign")
@sending.sendable
@require_POST
def sign_on(request: HttpRequest, shift_id: int) -> HttpResponse:
    """I am there: at the moment the button was pressed, also where it was sent later."""
    one, by = _mine(request, shift_id), actor_of(request)
    if not Key(request.POST).is_valid():
        return redirect("field:duty")
    acts.sign_on(one, by=by, at=_moment(by))
    messages.success(request, _("You are on duty now."))
    return redirect("field:duty")


@opens_for("duty.sign")
@sending.sendable
@require_POST
def sign_off(request: HttpRequest, shift_id: int) -> HttpResponse:
    """I leave, with what the next one has to know."""
    one, by, form = _mine(request, shift_id), actor_of(request), Handover(request.POST)
    if not form.is_valid():
        return _page(request, form)
    acts.sign_off(one, handover=form.cleaned_data["handover"], by=by, at=_moment(by))
    messages.success(request, _("Signed off. Have a good rest."))
    return redirect("field:duty")


@opens_for("duty.sign")
@sending.sendable
@require_POST
def read(request: HttpRequest, shift_id: int) -> HttpResponse:
    """I have read what the shift before mine left."""
    by, now = actor_of(request), timezone.now()
    mine = queries.own_of(by.account_id, now) if by.account_id else None
    try:
        one = queries.shift(shift_id)
    except Shift.DoesNotExist:
        raise Http404 from None
    if mine is None or one.unit_id != mine.unit_id:
        raise Http404
    acts.read_handover(one, mine, by=by, at=now)
    messages.success(request, _("Confirmed."))
    return redirect("field:duty")


def _mine(request: HttpRequest, shift_id: int) -> Shift:
    try:
        one = queries.shift(shift_id)
    except Shift.DoesNotExist:
        raise Http404 from None
    if one.post.account_id != actor_of(request).account_id:
        raise Http404
    return one


def _moment(by: Actor) -> datetime:
    """When it was done: what waited on a phone counts from when the button was pressed."""
    return by.captured_at or timezone.now()
